package io.pilothouse.audit.syslog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a line of CEF as a SIEM does: header fields by unescaped bars, extensions by unescaped equals signs. */
record CefLine(List<String> header, Map<String, String> extensions) {
    private static final int FIELDS = 7;
    private static final String BEFORE = "new_external_id=";
    private static final String BETWEEN = ", tags=[";
    private static final String AFTER = ", second], enabled=true";

    static CefLine parse(String text) {
        if (!text.startsWith("CEF:0|") || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("no line of CEF: " + text);
        }
        List<String> header = new ArrayList<>();
        int start = 0;
        while (header.size() < FIELDS) {
            int bar = unescaped(text, '|', start);
            header.add(text.substring(start, bar));
            start = bar + 1;
        }
        Map<String, String> extensions = new TreeMap<>();
        String rest = text.substring(start);
        for (int at = 0; at < rest.length();) {
            int equals = unescaped(rest, '=', at);
            int next = unescaped(rest, '=', equals + 1);
            int end = next == rest.length() ? next : rest.lastIndexOf(' ', next);
            if (!rest.substring(at, equals).matches("[A-Za-z0-9]+")) {
                throw new IllegalArgumentException("no key at " + at + ": " + rest);
            }
            extensions.put(rest.substring(at, equals), value(rest.substring(equals + 1, end)));
            at = end + 1;
        }
        return new CefLine(header, extensions);
    }

    /** The end of the text if there is none. */
    private static int unescaped(String text, char sought, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != sought) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private static String value(String escaped) {
        StringBuilder value = new StringBuilder();
        for (int at = 0; at < escaped.length(); at++) {
            char next = escaped.charAt(at);
            if (next == '\\') {
                at++;
                next = escaped.charAt(at);
                value.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                value.append(next);
            }
        }
        return value.toString();
    }

    long id() {
        return Long.parseLong(extensions.get("externalId"));
    }

    /** The text that stands twice in the details of the kit's event, whatever is in it. */
    String externalId() {
        String details = extensions.get("msg");
        int length = (details.length() - BEFORE.length() - BETWEEN.length() - AFTER.length()) / 2;
        String text = details.substring(BEFORE.length(), BEFORE.length() + length);
        return details.equals(BEFORE + text + BETWEEN + text + AFTER) ? text : "torn: " + details;
    }
}
