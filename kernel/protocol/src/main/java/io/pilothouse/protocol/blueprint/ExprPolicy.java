package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.expression.RulesDocument;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.SortedJson;

/**
 * The member {@code expr_policy}: a rules document for daemons ({@code commands-enterprise.md} 15).
 *
 * @param document the document, nested at most {@link RulesDocument#DEEPEST} levels
 */
public record ExprPolicy(JsonObject document) {
    public ExprPolicy {
        document = SortedJson.of(document, RulesDocument.DEEPEST);
    }

    /** Compact JSON, its members sorted by name at every level. */
    public String text() {
        return SortedJson.text(document);
    }
}
