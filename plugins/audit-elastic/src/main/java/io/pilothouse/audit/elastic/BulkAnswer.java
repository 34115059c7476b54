package io.pilothouse.audit.elastic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of each event of a request.
 *
 * @param items in the order of the request
 */
record BulkAnswer(List<Item> items) {
    /** Of the answer, the rest is of no use. */
    static final String FILTER = "filter_path=items.*.status,items.*.error.type,items.*.error.reason";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CONFLICT = 409;
    /** Statuses for what is wrong with the document itself and stays wrong. */
    private static final Set<Integer> DOCUMENTS = Set.of(400, 413, 422);
    /** Errors with such a status that somebody can mend: nothing of the document is wrong. */
    private static final Set<String> MENDABLE = Set.of("index_closed_exception", "cluster_block_exception");
    private static final String NO_PIPELINE = "pipeline with id";

    /** What became of one event. */
    record Item(int status, String type, String reason) {
        boolean created() {
            return status >= 200 && status < 300 || status == CONFLICT;
        }

        boolean permanent() {
            return DOCUMENTS.contains(status) && !MENDABLE.contains(type) && !reason.startsWith(NO_PIPELINE);
        }

        String text() {
            return "status " + status + (type.isEmpty() ? "" : ", " + type) + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** Reads an answer with status 200. Failure: {@link IOException} when it is none of a bulk request. */
    static BulkAnswer read(byte[] body) throws IOException {
        List<Item> items = new ArrayList<>();
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    boolean wanted = in.currentName().equals("items");
                    if (in.nextToken() == JsonToken.START_ARRAY && wanted) {
                        while (in.nextToken() == JsonToken.START_OBJECT) {
                            items.add(item(in));
                        }
                    } else {
                        in.skipChildren();
                    }
                }
            }
        }
        return new BulkAnswer(items);
    }

    /** From the brace of the item to the one that closes it. */
    private static Item item(JsonParser in) throws IOException {
        int status = 0;
        String type = "";
        String reason = "";
        for (int depth = 1; depth > 0;) {
            JsonToken token = in.nextToken();
            if (token == null) {
                throw new IOException("the answer ends within an item");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue() && in.currentName() != null) {
                switch (in.currentName()) {
                    case "status" -> status = in.getValueAsInt(0);
                    case "type" -> type = type.isEmpty() ? in.getValueAsString("") : type;
                    case "reason" -> reason = reason.isEmpty() ? in.getValueAsString("") : reason;
                    default -> {
                        // Nothing that is acted on.
                    }
                }
            }
        }
        return new Item(status, type, reason);
    }

    /** What it means for events with these ids. */
    Delivery delivery(List<Long> ids) {
        if (items.size() != ids.size()) {
            return new Delivery.Retry("answered 200 and tells of " + items.size() + " events instead of " + ids.size()
                    + ": is this a cluster?");
        }
        Map<Long, String> refused = new LinkedHashMap<>();
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            if (item.permanent()) {
                refused.put(ids.get(index), item.text());
            } else if (!item.created()) {
                return new Delivery.Retry("event " + ids.get(index) + ": " + item.text());
            }
        }
        return new Delivery.Delivered(refused);
    }
}
