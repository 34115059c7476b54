package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the details of an event, where they are an object, have besides R1's, which tells of many changes only a count, or only what
 * is so now. These members, and no others, are taken away before details are compared; the kernel's tests hold their values.
 */
final class AddedDetails {
    private static final List<String> NAMES = List.of("old_public_key", "new_public_key", "old_tags", "new_tags",
            "old_allowed_ports", "new_allowed_ports", "old_description", "new_description", "old_digest", "new_digest",
            "old_type", "old_url");

    private AddedDetails() {}

    /** Details without what is added. Texts have nothing added. */
    static JsonNode without(JsonNode details) {
        return details instanceof ObjectNode object ? object.deepCopy().without(NAMES) : details;
    }
}
