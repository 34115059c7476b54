package io.pilothouse.kernel.command.plugin;

import io.pilothouse.kernel.command.Handler;
import io.pilothouse.protocol.command.PluginDisable;
import io.pilothouse.protocol.command.PluginEnable;
import io.pilothouse.protocol.command.PluginInstall;
import io.pilothouse.protocol.command.PluginReload;
import io.pilothouse.protocol.command.PluginRemove;
import java.util.List;

/** The handlers of this room. */
public final class PluginHandlers {
    private PluginHandlers() {}

    /** One handler per command. */
    public static List<Handler<?>> handlers(PluginDesk desk) {
        return List.of(new ListPluginsHandler(desk), new InspectPluginHandler(desk),
                new ChangePluginHandler<>(PluginInstall.TYPE, "incoming", PluginInstall::incoming, desk::install),
                new ChangePluginHandler<>(PluginRemove.TYPE, "id", PluginRemove::id, desk::remove),
                new ChangePluginHandler<>(PluginReload.TYPE, "id", PluginReload::id, desk::reload),
                new ChangePluginHandler<>(PluginDisable.TYPE, "id", PluginDisable::id, desk::disable),
                new ChangePluginHandler<>(PluginEnable.TYPE, "id", PluginEnable::id, desk::enable));
    }
}
