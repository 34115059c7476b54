package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.expression.RulesDocument;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.json.SortedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A policy document for daemons ({@code commands-enterprise.md} 14.3, 14.4). Its frame is checked and
 * its expressions are compiled, as in blueprints.
 *
 * @param text compact JSON: the members in the order of a document that came as text, sorted by name if it came as an
 *     object
 * @param size bytes of the text as it was sent, of the compact form for an object
 */
public record PolicyDocument(String text, int size) {
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
            RulesDocument.size(text).ifPresent(PolicyDocument::refuse);
            check(parse(text), needsRules);
            return new PolicyDocument(CompactJson.withoutBlanks(text), Label.utf8Length(text));
        }
        JsonObject object = (JsonObject) value;
        RulesDocument.frame(object, needsRules).ifPresent(PolicyDocument::refuse);
        String text = SortedJson.text(SortedJson.of(object, RulesDocument.DEEPEST));
        RulesDocument.size(text).ifPresent(PolicyDocument::refuse);
        check(object, needsRules);
        return new PolicyDocument(text, Label.utf8Length(text));
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
        RulesDocument.frame(document, needsRules).ifPresent(PolicyDocument::refuse);
        RulesDocument.expressions(document).stream().findFirst().ifPresent(PolicyDocument::refuse);
    }

    private static void refuse(RulesDocument.Fault fault) {
        Refusal.Code code = switch (fault.kind()) {
            case INVALID -> Refusal.Code.INVALID;
            case UNSUPPORTED -> Refusal.Code.UNSUPPORTED;
            case LIMIT -> Refusal.Code.LIMIT;
        };
        throw new Refusal(code, "expr_policy: " + fault.whole());
    }

    private static Refusal invalid(String why) {
        return new Refusal(Refusal.Code.INVALID, "expr_policy: invalid JSON: " + why);
    }
}
