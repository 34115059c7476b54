package io.pilothouse.kernel.command.plugin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PluginInspect;

/** {@code plugin_inspect}: ADMIN. */
final class InspectPluginHandler implements Query<PluginInspect> {
    private final PluginDesk desk;

    InspectPluginHandler(PluginDesk desk) {
        this.desk = desk;
    }

    @Override
    public CommandType<PluginInspect, ?> type() {
        return PluginInspect.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public PluginInspect.Ok answer(PluginInspect command, Context context) {
        context.admin();
        if (command.id().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "id is required");
        }
        return desk.report().stream().filter(one -> one.plugin().id().equals(command.id())).findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND,
                        "there is no plugin " + Quoted.text(command.id())));
    }
}
