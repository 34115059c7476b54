package io.pilothouse.cli.node;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse node}. */
@Command(subcommands = {RegisterNode.class,
    LookUpNode.class, ResolveNode.class, FindNode.class, ListAllNodes.class, SetNodeHostname.class, SetNodeTags.class,
    SetNodeVisibility.class, SendHeartbeat.class, DeregisterNode.class})
public final class NodeProgram extends Words {
    /** The program. */
    public NodeProgram() {
        super("node", "register, find and change nodes");
    }
}
