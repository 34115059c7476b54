package io.pilothouse.cli.plugin;

import io.pilothouse.protocol.command.PluginDisable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plugin disable}. */
@Command(name = "disable", description = "Take a plugin out until it is enabled, over restarts too.")
final class DisableOnePlugin extends PluginAction {
    @Parameters(paramLabel = "ID", description = "The plugin.")
    private String id;

    @Override
    protected void perform() {
        change(PluginDisable.TYPE, new PluginDisable(id));
    }
}
