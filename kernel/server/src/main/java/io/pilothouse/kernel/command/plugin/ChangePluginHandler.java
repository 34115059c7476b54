package io.pilothouse.kernel.command.plugin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Errand;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PluginChange;
import java.util.List;
import java.util.function.Function;

/**
 * {@code plugin_install}, {@code plugin_remove}, {@code plugin_reload}, {@code plugin_disable}, {@code plugin_enable}: ADMIN. What
 * happens is recorded, also that a plugin was refused.
 */
final class ChangePluginHandler<C extends Command> implements Errand<C> {
    private final CommandType<C, PluginChange> type;
    private final String field;
    private final Function<C, String> subject;
    private final Function<String, List<PluginChange.Event>> change;

    ChangePluginHandler(CommandType<C, PluginChange> type, String field, Function<C, String> subject,
            Function<String, List<PluginChange.Event>> change) {
        this.type = type;
        this.field = field;
        this.subject = subject;
        this.change = change;
    }

    @Override
    public CommandType<C, ?> type() {
        return type;
    }

    @Override
    public Work begin(C command, Context context) {
        Principal actor = context.admin();
        String named = subject.apply(command);
        if (named.isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, field + " is required");
        }
        return () -> carryOut(named, actor);
    }

    private Decision carryOut(String named, Principal actor) {
        List<PluginChange.Event> events;
        try {
            events = change.apply(named);
        } catch (Refusal refusal) {
            return Decision.refuse(refusal, actor).event(AuditEvent.of("plugin.refused").and("id", named)
                    .and("reason", refusal.getMessage()));
        }
        Decision decision = Decision.reply(new PluginChange(events), actor);
        for (PluginChange.Event event : events) {
            decision = decision.event(PluginAudit.event(event));
        }
        return decision;
    }
}
