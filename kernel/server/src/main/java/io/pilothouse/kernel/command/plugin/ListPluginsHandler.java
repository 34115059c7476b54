package io.pilothouse.kernel.command.plugin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PluginInspect;
import io.pilothouse.protocol.command.PluginList;

/** {@code plugin_list}: ADMIN. */
final class ListPluginsHandler implements Query<PluginList> {
    private final PluginDesk desk;

    ListPluginsHandler(PluginDesk desk) {
        this.desk = desk;
    }

    @Override
    public CommandType<PluginList, ?> type() {
        return PluginList.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public PluginList.Ok answer(PluginList command, Context context) {
        context.admin();
        return new PluginList.Ok(desk.report().stream().map(PluginInspect.Ok::plugin).toList());
    }
}
