package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.ComponentSettings;
import java.util.List;

/**
 * An address that audit events are posted to.
 *
 * @param type which webhook, as {@link ComponentName#WEBHOOK} names it
 * @param url where
 * @param events patterns of audit actions, in which {@code *} stands for any characters; none means all events
 * @param secret key of the HMAC over each post; empty for none
 * @param settings what the webhook is given besides; all of it is as good as secret
 */
public record AuditSink(String type, String url, List<String> events, String secret,
        Stated<ComponentSettings> settings) {
    /** The type where a document names none. */
    public static final String HTTP = "http";

    public AuditSink {
        events = List.copyOf(events);
    }

    /** A webhook of type {@value #HTTP} without further settings. */
    public AuditSink(String url, List<String> events, String secret) {
        this(HTTP, url, events, secret, Stated.nothing());
    }

    /** A sink of all events without a secret. */
    public static AuditSink ofAll(String url) {
        return new AuditSink(url, List.of(), "");
    }

    /** Whether nothing but the address is given. */
    public boolean plain() {
        return type.equals(HTTP) && events.isEmpty() && secret.isEmpty() && !settings.stated();
    }

    /** Whether an event of this action goes there. */
    public boolean wants(String action) {
        return events.isEmpty() || events.stream().anyMatch(pattern -> matches(pattern, action));
    }

    /** The same without secret and without credentials in the address. */
    public AuditSink withoutSecrets() {
        return new AuditSink(type, OutboundUrl.withoutCredentials(url), events, "", Stated.nothing());
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
