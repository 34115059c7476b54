package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.SetTags;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code node set-tags}. */
@Command(name = "set-tags", description = "Replace the tags of the node.")
final class SetNodeTags extends Action {
    @Parameters(arity = "0..*", paramLabel = "TAG", description = "The tags; none clears them.")
    private List<String> tags = List.of();

    @Override
    protected void perform() {
        ask(SetTags.TYPE, new SetTags(self(), tags));
    }
}
