package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetMemberTags;
import io.pilothouse.protocol.command.SetMemberTags;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network tags}. */
@Command(name = "tags", description = "Show the tags that administrators gave to members, or replace those of one.")
final class ShowOrSetTags extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "The member; without one those of all are shown.")
    private NodeId target = NodeId.NONE;

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "TAG", description = "The new tags.")
    private List<String> tags = List.of();

    @Option(names = "--clear", description = "Take all tags away.")
    private boolean clear;

    @Override
    protected void perform() {
        if (tags.isEmpty() && !clear) {
            ask(GetMemberTags.TYPE, new GetMemberTags(network, target));
        } else if (target.none() || (clear && !tags.isEmpty())) {
            throw usage("give a member and either its new tags or --clear");
        } else {
            ask(SetMemberTags.TYPE, new SetMemberTags(network, target, Optional.of(tags), selfIfAny()));
        }
    }
}
