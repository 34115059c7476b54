package io.pilothouse.cli.plugin;

import io.pilothouse.protocol.command.PluginReload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plugin reload}. */
@Command(name = "reload", description = "Load a plugin anew from what is in its folder.")
final class ReloadOnePlugin extends PluginAction {
    @Parameters(paramLabel = "ID", description = "The plugin.")
    private String id;

    @Override
    protected void perform() {
        change(PluginReload.TYPE, new PluginReload(id));
    }
}
