package io.pilothouse.acceptance.concurrency;

import io.pilothouse.acceptance.harness.LogLine;
import java.util.Map;
import java.util.Optional;

/**
 * An event of the committed history.
 *
 * @param action what happened
 * @param network in which network
 * @param attributes its other attributes as text
 */
public record Event(String action, long network, Map<String, String> attributes) {
    /** The action that tells of a refusal: nothing has changed. Only some are recorded. */
    private static final String DENIED = "auth.denied";

    public Event {
        attributes = Map.copyOf(attributes);
    }

    /** The event of a log line, if it is one of a network that changed something. */
    public static Optional<Event> of(LogLine line) {
        return line.field("msg").equals("audit") && !line.field("network_id").isEmpty()
                && !line.field("audit_action").equals(DENIED)
                        ? Optional.of(new Event(line.field("audit_action"), Long.parseLong(line.field("network_id")),
                                line.fields()))
                        : Optional.empty();
    }

    /** A node, or another number, that an attribute names. */
    public long number(String attribute) {
        return Long.parseLong(attributes.getOrDefault(attribute, "0"));
    }

    /** An attribute as text. */
    public String text(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** What {@link Operation#event} of the operation behind it gives. */
    public String key() {
        String rest = switch (action) {
            case "invite.created" -> text("inviter_id") + " " + text("target_node_id");
            case "invite.responded" -> text("node_id") + " " + text("accepted");
            case "network.joined", "network.left" -> text("node_id");
            case "member.kicked" -> text("target_node_id");
            case "network.ownership_transferred" -> text("old_owner") + " " + text("new_owner");
            default -> "";
        };
        return (action + " " + network + " " + rest).strip();
    }
}
