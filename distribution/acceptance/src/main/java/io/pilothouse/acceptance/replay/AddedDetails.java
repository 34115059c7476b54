package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the details of an event have after those of R1, which tells of many changes only a count, or only what is so now. These
 * named pairs at the end, and no others, are taken away before details are compared; the kernel's tests hold their values.
 */
final class AddedDetails {
    private static final List<String> NAMES = List.of("old_public_key", "new_public_key", "old_tags", "new_tags",
            "old_allowed_ports", "new_allowed_ports", "old_description", "new_description", "old_digest", "new_digest",
            "old_type", "old_url");
    private static final Pattern END = Pattern
            .compile("(?:(?:^|, |(?<= msg=))(?:" + String.join("|", NAMES) + ")=[^,]*)+$");

    private AddedDetails() {}

    /** Details as pairs in a text, alone or at the end of a line of CEF, without what is added. */
    static String without(String details) {
        return END.matcher(details).replaceFirst("");
    }

    /** Details as a text or as an object, without what is added; missing when there was nothing else. */
    static JsonNode without(JsonNode details) {
        JsonNode rest = details;
        if (details instanceof ObjectNode object) {
            rest = object.deepCopy().without(NAMES);
        } else if (details.isTextual()) {
            rest = TextNode.valueOf(without(details.asText()));
        }
        return rest.equals(details)
                ? details
                : rest.isEmpty() && rest.asText().isEmpty() ? MissingNode.getInstance() : rest;
    }
}
