package io.pilothouse.cli.plugin;

import io.pilothouse.protocol.command.PluginRemove;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plugin remove}. */
@Command(name = "remove", description = "Take a plugin that was installed out of the registry and delete it.")
final class RemoveOwnPlugin extends PluginAction {
    @Parameters(paramLabel = "ID", description = "The plugin.")
    private String id;

    @Override
    protected void perform() {
        change(PluginRemove.TYPE, new PluginRemove(id));
    }
}
