package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.KickMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network kick}. */
@Command(name = "kick", description = "Remove a member, and on request those whom it let in.")
final class KickFromNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", paramLabel = "NODE", description = "The node: number or address; with a cascade also one that has left.")
    private NodeId target;

    @Option(names = "--cascade", paramLabel = "none|report|remove", defaultValue = KickMember.NONE, description = "What becomes of those whom the member let in, and whom they let in: ${DEFAULT-VALUE} tells nothing of them,"
            + " report lists them, remove removes them too.")
    private String cascade;

    @Option(names = "--dry-run", description = "Only tell what would be.")
    private boolean dryRun;

    @Override
    protected void perform() {
        KickMember command = new KickMember(network, target, selfIfAny(), cascade, dryRun);
        if (dryRun || !cascade.equals(KickMember.NONE)) {
            list(KickMember.TYPE, command, "admitted", "depth", "node_id", "admitted_by", "role", "removed",
                    "departed");
        } else {
            ask(KickMember.TYPE, command);
        }
    }
}
