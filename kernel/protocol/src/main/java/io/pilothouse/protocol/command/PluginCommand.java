package io.pilothouse.protocol.command;

import java.util.List;

/** Our own commands about plugins. */
public sealed interface PluginCommand extends Command permits PluginList, PluginInspect, PluginInstall,
        PluginRemove, PluginReload, PluginDisable, PluginEnable {
    /** All of them. */
    static List<CommandType<?, ?>> types() {
        return List.of(PluginList.TYPE, PluginInspect.TYPE, PluginInstall.TYPE, PluginRemove.TYPE, PluginReload.TYPE,
                PluginDisable.TYPE, PluginEnable.TYPE);
    }
}
