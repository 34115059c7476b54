package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.WireConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes that a recorded line sends. */
final class Request {
    private static final Pattern NESTED = Pattern.compile("^(.*\\[)…(\\d+) nested arrays…(\\].*)$");

    private Request() {}

    /** Empty when the line sends nothing: a further reply, or a frame that comes by itself. */
    static byte[] bytes(JsonNode line) {
        if (line.has("send_hex")) {
            return HexFormat.of().parseHex(line.get("send_hex").asText());
        }
        if (line.has("send_text")) {
            return WireConnection.frame(nested(line.get("send_text").asText()).getBytes(StandardCharsets.UTF_8));
        }
        if (!line.has("send")) {
            return new byte[0];
        }
        byte[] body = line.get("send").toString().getBytes(StandardCharsets.UTF_8);
        if (line.has("pad_to")) {
            int length = line.get("pad_to").asInt();
            byte[] padded = Arrays.copyOf(body, length);
            Arrays.fill(padded, body.length, length, (byte) ' ');
            body = padded;
        }
        return WireConnection.frame(body);
    }

    /** What was sent, for the report. */
    static String shown(JsonNode line) {
        for (String field : new String[]{"send", "send_hex", "send_text"}) {
            if (line.has(field)) {
                return Shortened.text(line.get(field).toString());
            }
        }
        return "nothing";
    }

    /** "[…9999 nested arrays…]" is 9999 arrays in all, the written pair included. */
    private static String nested(String description) {
        Matcher matcher = NESTED.matcher(description);
        if (!matcher.matches()) {
            throw new IllegalStateException("no rule to send: " + description);
        }
        int inner = Integer.parseInt(matcher.group(2)) - 1;
        return matcher.group(1) + "[".repeat(inner) + "]".repeat(inner) + matcher.group(3);
    }
}
