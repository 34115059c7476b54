package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.command.EmptyReply;
import java.util.List;
import java.util.stream.Stream;

/**
 * Encrypts with the first key what another key encrypted, and what an earlier release left in clear. So a new key is in force
 * after one start, and the old one need not be kept.
 */
final class Resealing {
    private Resealing() {}

    /** What the registry decides at its start; nothing to record when all is as it should be. */
    static Decision decide(Context context) {
        Decision decision = Decision.reply(new EmptyReply(), new Principal.Registry());
        List<Change> changes = changes(context.state(), context.secrets());
        return changes.isEmpty()
                ? decision
                : decision.changes(changes).event(AuditEvent.of("secrets.encrypted").and("places", changes.size()));
    }

    private static List<Change> changes(StateView state, SecretBox box) {
        Stream<Change> held = Stream.concat(state.networks().flatMap(network -> Stream.concat(
                Stream.<Change>of(new Change.NetworkPut(network)),
                state.blueprint(network.id()).stream().<Change>map(Change.BlueprintPut::new))),
                state.integrations().map(Change.IntegrationPut::new));
        return held.filter(change -> !box.protect(change).equals(change)).map(box::protect).toList();
    }
}
