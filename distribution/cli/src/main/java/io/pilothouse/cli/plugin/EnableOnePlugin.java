package io.pilothouse.cli.plugin;

import io.pilothouse.protocol.command.PluginEnable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plugin enable}. */
@Command(name = "enable", description = "Load a plugin that was disabled.")
final class EnableOnePlugin extends PluginAction {
    @Parameters(paramLabel = "ID", description = "The plugin.")
    private String id;

    @Override
    protected void perform() {
        change(PluginEnable.TYPE, new PluginEnable(id));
    }
}
