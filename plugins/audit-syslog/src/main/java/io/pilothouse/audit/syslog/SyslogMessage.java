package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message of syslog (RFC 5424).
 *
 * @param hostname of the registry
 * @param body makes the text
 */
record SyslogMessage(String hostname, Body body) {
    /** What a message says of an event. */
    @FunctionalInterface
    interface Body {
        /** One line of UTF-8. */
        byte[] of(AuditEntry entry) throws IOException;
    }

    /** Log audit. */
    private static final int FACILITY = 13;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int INFORMATIONAL = 6;
    private static final int LONGEST_ID = 32;

    byte[] of(AuditEntry entry) throws IOException {
        int severity = switch (Cef.severity(entry.action())) {
            case 6 -> WARNING;
            case 4 -> NOTICE;
            default -> INFORMATIONAL;
        };
        String id = entry.action().replaceAll("[^!-~]", "_");
        byte[] header = ("<" + (FACILITY * 8 + severity) + ">1 " + entry.time() + " " + hostname + " pilothouse - "
                + id.substring(0, Math.min(LONGEST_ID, id.length())) + " - ").getBytes(StandardCharsets.US_ASCII);
        byte[] text = body.of(entry);
        byte[] message = Arrays.copyOf(header, header.length + text.length);
        System.arraycopy(text, 0, message, header.length, text.length);
        return message;
    }
}
