package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A policy document for daemons ({@code commands-enterprise.md} 14.3, 14.4). The registry checks its frame only: daemons of
 * two generations compile the expressions differently.
 *
 * @param text compact JSON: the members in the order of a document that came as text, sorted by name if it came as an
 *     object
 * @param size bytes of the text as it was sent, of the compact form for an object
 */
public record PolicyDocument(String text, int size) {
    /** Most bytes of a document: it travels in every join reply. */
    static final int LARGEST = 256 * 1024;

    /** Most levels of nesting, so that no reader of the document needs a deep stack. */
    static final int DEEPEST = 200;

    /** The document of {@code create_network}; none when it is missing, an empty string, or no string or object. */
    public static Optional<PolicyDocument> ofNewNetwork(Optional<Object> sent) {
        Object value = sent.orElse("");
        boolean given = value instanceof JsonObject || value instanceof String text && !text.isEmpty();
        return given ? Optional.of(of(value, false)) : Optional.empty();
    }

    /** The document of {@code set_expr_policy}, which must have rules. */
    static PolicyDocument withRules(Object value) {
        return of(value, true);
    }

    private static PolicyDocument of(Object value, boolean needsRules) {
        if (value instanceof String text) {
            int size = Label.utf8Length(text);
            checkSize(size);
            check(parse(text), needsRules);
            return new PolicyDocument(CompactJson.withoutBlanks(text), size);
        }
        JsonObject object = (JsonObject) value;
        check(object, needsRules);
        String text = CompactJson.sorted(object);
        int size = Label.utf8Length(text);
        checkSize(size);
        return new PolicyDocument(text, size);
    }

    private static JsonObject parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Object value = JsonReader.value(bytes, 0, bytes.length);
            if (value == JsonObject.NULL) {
                return new JsonObject();
            }
            if (value instanceof JsonObject object) {
                return object;
            }
            throw invalid("a policy document is an object");
        } catch (MalformedJsonException malformed) {
            throw invalid(malformed.getMessage());
        }
    }

    private static void check(JsonObject document, boolean needsRules) {
        if (deeperThan(DEEPEST, document)) {
            throw new Refusal(Refusal.Code.LIMIT, "expr_policy: nested too deeply (at most " + DEEPEST + " levels)");
        }
        String version = switch (document.value("version").orElse(JsonObject.NULL)) {
            case Double number when number == Math.rint(number) -> Long.toString(number.longValue());
            case Object other when other == JsonObject.NULL -> "0";
            default -> throw invalid("version must be an integer");
        };
        if (!version.equals("1")) {
            throw new Refusal(Refusal.Code.UNSUPPORTED,
                    "expr_policy: unsupported version " + version + " (want 1)");
        }
        if (needsRules && document.value("rules").orElse(JsonObject.NULL) == JsonObject.NULL) {
            throw new Refusal(Refusal.Code.INVALID, "expr_policy: at least one rule is required");
        }
    }

    /** Stops at the limit, so its own recursion is bounded. */
    private static boolean deeperThan(int levels, Object value) {
        return switch (value) {
            case JsonObject object -> levels == 0
                    || object.members().values().stream().anyMatch(member -> deeperThan(levels - 1, member));
            case List<?> list -> levels == 0 || list.stream().anyMatch(element -> deeperThan(levels - 1, element));
            default -> false;
        };
    }

    private static void checkSize(int size) {
        if (size > LARGEST) {
            throw new Refusal(Refusal.Code.LIMIT,
                    "expr_policy: too large (" + size + " bytes, at most " + LARGEST + ")");
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(Refusal.Code.INVALID, "expr_policy: invalid JSON: " + why);
    }
}
