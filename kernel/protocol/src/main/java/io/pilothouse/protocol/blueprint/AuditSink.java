package io.pilothouse.protocol.blueprint;

import java.util.List;

/**
 * An address that audit events are posted to.
 *
 * @param url where
 * @param events patterns of audit actions, in which {@code *} stands for any characters; none means all events
 * @param secret key of the HMAC over each post; empty for none
 */
public record AuditSink(String url, List<String> events, String secret) {
    public AuditSink {
        events = List.copyOf(events);
    }

    /** A sink of all events without a secret. */
    public static AuditSink ofAll(String url) {
        return new AuditSink(url, List.of(), "");
    }

    /** Whether nothing but the address is given. */
    public boolean plain() {
        return events.isEmpty() && secret.isEmpty();
    }

    /** Whether an event of this action goes there. */
    public boolean wants(String action) {
        return events.isEmpty() || events.stream().anyMatch(pattern -> matches(pattern, action));
    }

    /** The same without secret and without credentials in the address. */
    public AuditSink withoutSecrets() {
        return new AuditSink(OutboundUrl.withoutCredentials(url), events, "");
    }

    /** Goes back to the last star only, so that no pattern takes more than length times length steps. */
    private static boolean matches(String pattern, String text) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(symbol -> symbol == '*');
    }
}
