package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditEntry;
import java.nio.charset.StandardCharsets;

/**
 * A message of syslog (RFC 5424).
 *
 * @param hostname of the registry
 * @param cef makes the text
 */
record SyslogMessage(String hostname, Cef cef) {
    /** Log audit. */
    private static final int FACILITY = 13;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int INFORMATIONAL = 6;
    private static final int LONGEST_ID = 32;

    byte[] of(AuditEntry entry) {
        int severity = switch (Cef.severity(entry.action())) {
            case 6 -> WARNING;
            case 4 -> NOTICE;
            default -> INFORMATIONAL;
        };
        String id = entry.action().replaceAll("[^!-~]", "_");
        return ("<" + (FACILITY * 8 + severity) + ">1 " + entry.time() + " " + hostname + " pilothouse - "
                + id.substring(0, Math.min(LONGEST_ID, id.length())) + " - " + cef.line(entry))
                .getBytes(StandardCharsets.UTF_8);
    }
}
