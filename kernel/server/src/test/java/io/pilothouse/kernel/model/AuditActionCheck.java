package io.pilothouse.kernel.model;

import io.pilothouse.kernel.model.AuditAction.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds events to {@link AuditActions}. */
public final class AuditActionCheck {
    private static final Map<String, AuditAction> ROWS = AuditActions.all().stream()
            .collect(Collectors.toMap(AuditAction::name, row -> row));

    private AuditActionCheck() {}

    /** Fails the test unless each event's action is in the table and has exactly its attributes, in their order. */
    public static void check(Collection<AuditEvent> events) {
        events.forEach(event -> {
            List<String> problems = problems(event);
            if (!problems.isEmpty()) {
                throw new AssertionError(event.action() + event.attributes() + " is not what AuditActions says: "
                        + String.join("; ", problems));
            }
        });
    }

    /** What is other than the table says. */
    static List<String> problems(AuditEvent event) {
        AuditAction row = ROWS.get(event.action());
        if (row == null) {
            return List.of("there is no such action");
        }
        List<String> problems = new ArrayList<>();
        List<String> there = List.copyOf(event.attributes().keySet());
        List<String> expected = row.attributes().stream().filter(one -> !one.optional() || there.contains(one.name()))
                .map(Attribute::name).toList();
        if (!expected.equals(there)) {
            problems.add("its attributes are " + expected);
        }
        for (Attribute attribute : row.attributes()) {
            Object value = event.attributes().get(attribute.name());
            if (value != null && !fits(attribute, value)) {
                problems.add(attribute.name() + " is a " + attribute.type() + " " + attribute.values());
            }
        }
        return problems;
    }

    private static boolean fits(Attribute attribute, Object value) {
        return switch (attribute.type()) {
            // Records that were read back may hold the smaller type.
            case NUMBER -> value instanceof Long || value instanceof Integer;
            case FLAG -> value instanceof Boolean;
            case TEXT -> value instanceof String text
                    && (attribute.values().isEmpty() || attribute.values().contains(text));
            case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    }
}
