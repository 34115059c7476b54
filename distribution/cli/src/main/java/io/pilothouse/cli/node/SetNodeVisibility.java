package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.SetVisibility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code node set-visibility}. */
@Command(name = "set-visibility", description = "Say who may resolve the node.")
final class SetNodeVisibility extends Action {
    @Parameters(paramLabel = "public|private", description = "Everybody, or only whom it trusts.")
    private Visibility visibility;

    @Override
    protected void perform() {
        ask(SetVisibility.TYPE, new SetVisibility(self(), visibility == Visibility.PUBLIC));
    }
}
