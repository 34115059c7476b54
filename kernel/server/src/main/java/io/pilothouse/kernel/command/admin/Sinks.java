package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.command.Reply;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What commands call the places that events are sent to. */
final class Sinks {
    private Sinks() {}

    /**
     * The place of a name.
     *
     * @param sink the name, empty for the webhook of the registry
     * @param command what a refusal begins with
     */
    static Integration.Place place(String sink, StateView state, String command) {
        if (sink.isEmpty()) {
            return Integrations.firstPlace(state, Integration.Kind.WEBHOOK);
        }
        return state.integrations().map(Integration::place).filter(Sinks::takesEvents)
                .filter(place -> place.sink().equals(sink)).findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Code.INVALID, command + ": there is no sink " + sink
                        + state.integrations().map(Integration::place).filter(Sinks::takesEvents)
                                .map(Integration.Place::sink).sorted()
                                .collect(Collectors.joining(", ", "; configured are: ", ""))));
    }

    /**
     * Orders something about the dead letters of a sink. It is done when the event of it is recorded; without dead letters nothing
     * is recorded.
     *
     * @param sink the sink's name, empty for the webhook of the registry
     * @param command what a refusal begins with
     * @param event gets the sink's name and the number of dead letters
     * @param reply made from the sink's name and the number of dead letters
     */
    static Decision order(String sink, String command, AuditEvent event, Context context, Deliveries deliveries,
            BiFunction<String, Long, Reply> reply) {
        Principal actor = context.admin();
        Integration.Place place = place(sink, context.state(), command);
        long count = deliveries.progress(place).deadLetters();
        Decision decision = Decision.reply(reply.apply(place.sink(), count), actor);
        return count == 0
                ? decision
                : decision.event(event.and("sink", place.sink()).and("count", count));
    }

    private static boolean takesEvents(Integration.Place place) {
        return place.kind() == Integration.Kind.WEBHOOK || place.kind() == Integration.Kind.AUDIT_EXPORT;
    }
}
