package io.pilothouse.acceptance.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One request's events, read as the collector reads them: objects one after the other, or arrays of them, until something is
 * wrong.
 *
 * @param events that are right, before the first that is wrong
 * @param fault what is wrong with the next one, SUCCESS when there is no next one
 */
record HecBatch(List<JsonNode> events, HecCode fault) {
    private static final JsonMapper MAPPER = JsonMapper.builder(
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).build();
    private static final Set<String> MEMBERS = Set.of("time", "host", "source", "sourcetype", "index", "event",
            "fields");
    private static final Set<String> TEXTS = Set.of("host", "source", "sourcetype", "index");

    /**
     * The events of a body.
     *
     * @param index the only one that the token allows
     * @param content what else is wrong with an event, SUCCESS for nothing
     */
    static HecBatch read(byte[] body, String index, Function<JsonNode, HecCode> content) {
        List<JsonNode> events = new ArrayList<>();
        try (MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(body)) {
            while (all.hasNext()) {
                JsonNode next = all.next();
                for (JsonNode event : next.isArray() ? next : List.of(next)) {
                    HecCode fault = fault(event, index);
                    fault = fault == HecCode.SUCCESS ? content.apply(event) : fault;
                    if (fault != HecCode.SUCCESS) {
                        return new HecBatch(events, fault);
                    }
                    events.add(event);
                }
            }
        } catch (IOException | RuntimeException malformed) {
            return new HecBatch(events, HecCode.INVALID_FORMAT);
        }
        return new HecBatch(events, events.isEmpty() ? HecCode.NO_DATA : HecCode.SUCCESS);
    }

    private static HecCode fault(JsonNode event, String index) throws IOException {
        if (!event.isObject()) {
            return HecCode.INVALID_FORMAT;
        }
        for (String name : (Iterable<String>) event::fieldNames) {
            if (!MEMBERS.contains(name) || TEXTS.contains(name) && !event.get(name).isTextual()) {
                return HecCode.INVALID_FORMAT;
            }
        }
        JsonNode time = event.path("time");
        if (!time.isMissingNode() && !time.isNumber() || event.has("fields") && !event.get("fields").isObject()) {
            return HecCode.INDEXED_FIELDS;
        }
        if (!event.has("event")) {
            return HecCode.EVENT_REQUIRED;
        }
        JsonNode inner = event.get("event");
        if (inner.isNull() || inner.isTextual() && inner.asText().isBlank()
                || inner.isContainerNode() && inner.isEmpty()) {
            return HecCode.EVENT_BLANK;
        }
        return event.has("index") && !event.get("index").asText().equals(index)
                ? HecCode.INCORRECT_INDEX
                : HecCode.SUCCESS;
    }

    /** Whether a time was written as the collector reads it: digits and a point, no exponent. */
    static boolean plainTimes(byte[] body) throws IOException {
        try (JsonParser in = MAPPER.createParser(body)) {
            int depth = 0;
            while (in.nextToken() != null) {
                JsonToken token = in.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token.isNumeric() && "time".equals(in.currentName())
                        && !in.getText().matches("[0-9]+(\\.[0-9]+)?")) {
                    return false;
                }
            }
            return true;
        }
    }
}
