package io.pilothouse.acceptance.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the registry's log, text ({@code key=value key="two words"}) or JSON, as its fields. A line of neither
 * form has no fields.
 */
public record LogLine(String text, Map<String, String> fields) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_.-]+)=");

    /** Reads a line. Never fails. */
    public static LogLine parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text.startsWith("{")) {
            readJson(text, fields);
        } else {
            Matcher matcher = NAME.matcher(text);
            for (int at = 0; matcher.find(at);) {
                int end = end(text, matcher.end());
                fields.putIfAbsent(matcher.group(1), unquoted(text.substring(matcher.end(), end)));
                at = end;
            }
        }
        return new LogLine(text, Map.copyOf(fields));
    }

    /** The value of a field, or an empty text. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Where the value ends that begins here. By hand: with a stack trace in a line, an expression runs out of stack. */
    private static int end(String text, int begin) {
        boolean quoted = begin < text.length() && text.charAt(begin) == '"';
        for (int at = quoted ? begin + 1 : begin; at < text.length(); at++) {
            char one = text.charAt(at);
            if (quoted && one == '\\') {
                at++;
            } else if (quoted && one == '"') {
                return at + 1;
            } else if (!quoted && Character.isWhitespace(one)) {
                return at;
            }
        }
        return text.length();
    }

    private static void readJson(String text, Map<String, String> fields) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            for (Map.Entry<String, JsonNode> entry : tree.properties()) {
                JsonNode value = entry.getValue();
                fields.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        } catch (JsonProcessingException e) {
            fields.clear();
        }
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') {
            return value;
        }
        return value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
