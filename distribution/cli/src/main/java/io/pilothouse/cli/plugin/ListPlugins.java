package io.pilothouse.cli.plugin;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.PluginList;
import picocli.CommandLine.Command;

/** {@code plugin list}. */
@Command(name = "list", description = "List the plugins of the registry and how they are doing.")
final class ListPlugins extends Action {
    @Override
    protected void perform() {
        list(PluginList.TYPE, new PluginList(), "plugins", "id", "version", "state", "origin", "provider", "signer",
                "offers", "instances", "reason");
    }
}
