package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.HttpDoor;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded request to the HTTP listener: status, the recorded headers and the body. */
final class HttpExchange {
    private static final String TYPE_LINE = "# TYPE ";

    private static final List<Pattern> BADGE = List.of(Pattern.compile("width=\"\\d+\" height=\"20\""),
            Pattern.compile("aria-label=\"[^\"]+\""), Pattern.compile("<title>[^<]+</title>"),
            Pattern.compile("fill=\"#(?!fff|555|bbb|010101)[0-9a-f]+\""));

    private HttpExchange() {}

    static Optional<String> difference(HttpDoor door, JsonNode line, Comparison comparison) {
        String[] words = line.get("send").get("http").asText().split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        line.get("send").path("headers").properties().forEach(each -> headers.put(each.getKey(),
                each.getValue().asText()));
        HttpResponse<String> response = door.request(words[0], words[1], headers);
        return compare(line.get("reply"), response, comparison);
    }

    private static Optional<String> compare(JsonNode expected, HttpResponse<String> actual, Comparison comparison) {
        if (expected.get("status").asInt() != actual.statusCode()) {
            return Optional.of("expected status " + expected.get("status") + ", got " + actual.statusCode() + " "
                    + Shortened.text(actual.body()));
        }
        for (Map.Entry<String, JsonNode> header : expected.path("headers").properties()) {
            String got = actual.headers().firstValue(header.getKey()).orElse("");
            if (!got.equalsIgnoreCase(header.getValue().asText())) {
                return Optional.of("header " + header.getKey() + ": expected " + header.getValue() + ", got \"" + got
                        + "\"");
            }
        }
        if (expected.has("json")) {
            return comparison.difference(expected.get("json"), Capture.parse(actual.body()));
        }
        if (expected.has("body_start")) {
            String start = expected.get("body_start").asText();
            // A page of one's own begins as a page does; the same lines are only asked of data.
            boolean alike = start.startsWith("<!DOCTYPE")
                    ? actual.body().startsWith("<!DOCTYPE html>")
                    : actual.body().startsWith(start);
            return alike
                    ? Optional.empty()
                    : Optional.of("expected a body that begins \"" + start + "\", got " + Shortened.text(
                            actual.body()));
        }
        if (!expected.has("body")) {
            return Optional.empty();
        }
        String body = expected.get("body").asText();
        if (body.startsWith("<svg")) {
            return badge(body, actual.body());
        }
        return body.contains(TYPE_LINE)
                ? families(body, actual.body())
                : body.equals(actual.body())
                        ? Optional.empty()
                        : Optional.of("expected the body " + Shortened.text(body) + ", got " + Shortened.text(
                                actual.body()));
    }

    /** A badge is its texts, size and colours (http.md 5); how it is drawn is free. */
    private static Optional<String> badge(String expected, String actual) {
        for (Pattern pattern : BADGE) {
            Matcher wanted = pattern.matcher(expected);
            if (!wanted.find()) {
                return Optional.of("the recorded badge has no " + pattern);
            }
            if (!actual.contains(wanted.group())) {
                return Optional.of("the badge has no " + wanted.group() + ": " + Shortened.text(actual));
            }
        }
        return Optional.empty();
    }

    /** Values of metrics vary; each recorded family must be there with its type, each series without labels too. */
    private static Optional<String> families(String expected, String actual) {
        var lines = actual.lines().toList();
        for (String line : expected.lines().toList()) {
            boolean found;
            if (line.startsWith(TYPE_LINE)) {
                found = lines.contains(line);
            } else if (line.startsWith("#") || line.contains("{")) {
                found = true;
            } else {
                String name = line.substring(0, line.indexOf(' ') + 1);
                found = lines.stream().anyMatch(each -> each.startsWith(name));
            }
            if (!found) {
                return Optional.of("/metrics has no line like: " + line);
            }
        }
        return Optional.empty();
    }
}
