package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened, in the words of {@code events-and-exports.md} 2.
 *
 * @param action for example {@code node.registered}
 * @param attributes numbers, strings, booleans and lists of strings in the order of the page
 */
public record AuditEvent(String action, Map<String, Object> attributes) {
    public AuditEvent {
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** An event without attributes; add them with {@link #and}. */
    public static AuditEvent of(String action) {
        return new AuditEvent(action, Map.of());
    }

    /** The same event with one more attribute; ids become numbers. */
    public AuditEvent and(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(name, switch (value) {
            case NodeId node -> node.value();
            case NetworkId network -> (long) network.value();
            case Integer number -> number.longValue();
            case Long number -> number;
            case Boolean flag -> flag;
            case List<?> list -> list;
            default -> value.toString();
        });
        return new AuditEvent(action, more);
    }
}
