package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Rfc3339;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.GetAuditLog;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is looked for in the trail.
 *
 * @param network only events of this network; the backbone for all
 * @param node only events about this node or by it, if any
 * @param action what the action must look like
 * @param since earliest time, milliseconds since 1970 UTC
 * @param until first time that is too late
 * @param oldestFirst in which direction
 * @param start where to go on, if anywhere
 * @param limit most events to give
 */
public record TrailQuestion(NetworkId network, NodeId node, Pattern action, long since, long until,
        boolean oldestFirst, Optional<TrailPosition> start, int limit) {
    /** Attributes whose value is the number of a node ({@code events-and-exports.md} 2). */
    private static final Set<String> NODES = Set.of("node_id", "target_node_id", "target_node", "creator_node_id",
            "from_node_id", "to_node_id", "node_a", "node_b", "peer_id", "inviter_id", "old_owner", "new_owner",
            "former_owner");

    static TrailQuestion of(GetAuditLog command, int limit) {
        Optional<TrailPosition> start = command.cursor().isEmpty()
                ? Optional.empty()
                : Optional.of(TrailPosition.parse(command.cursor()));
        boolean oldest = switch (command.order()) {
            case "" -> start.isPresent() && start.get().oldestFirst();
            case "newest" -> false;
            case "oldest" -> true;
            default -> throw new Refusal(Refusal.Code.INVALID,
                    "order: " + Quoted.text(command.order()) + " should be newest or oldest");
        };
        if (start.isPresent() && start.get().oldestFirst() != oldest) {
            throw new Refusal(Refusal.Code.INVALID,
                    "cursor: " + Quoted.text(command.cursor()) + " goes in the other direction than order says");
        }
        return new TrailQuestion(command.network(), command.node(), glob(command.action()),
                time("since", command.since(), Long.MIN_VALUE), time("until", command.until(), Long.MAX_VALUE), oldest,
                start, limit);
    }

    private static Pattern glob(String action) {
        return Pattern.compile(action.isEmpty()
                ? ".*"
                : Arrays.stream(action.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private static long time(String field, String text, long fallback) {
        try {
            return text.isEmpty() ? fallback : Rfc3339.parse(text).toInstant().toEpochMilli();
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Refusal.Code.INVALID, field + ": " + malformed.getMessage());
        }
    }

    /** Whether the events of a record can match at all. */
    public boolean covers(JournalRecord entry) {
        return !entry.events().isEmpty() && entry.time() >= since && entry.time() < until;
    }

    /** Whether an event of a record that it {@link #covers} matches. */
    public boolean matches(JournalRecord entry, AuditEvent event) {
        return (network.backbone() || AuditText.number(event, AuditText.NETWORK) == network.value())
                && action.matcher(event.action()).matches()
                && (node.none() || by(entry.actor()) || NODES.stream()
                        .anyMatch(name -> AuditText.number(event, name) == node.value()));
    }

    private boolean by(Principal actor) {
        return actor instanceof Principal.Signer signer && signer.node().equals(node);
    }
}
