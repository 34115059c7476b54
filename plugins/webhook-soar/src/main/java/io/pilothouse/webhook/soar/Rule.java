package io.pilothouse.webhook.soar;

import io.pilothouse.spi.AuditEntry;
import java.time.Duration;

/**
 * What makes an alert.
 *
 * @param name for the receiver
 * @param query matches the action or the command
 * @param condition of a match
 * @param times how many matches make an alert; 1 for each
 * @param within the time for them; zero when each makes one
 */
record Rule(String name, Glob query, Condition condition, int times, Duration within) {
    boolean counts() {
        return times > 1;
    }

    boolean matches(AuditEntry event) {
        return (query.matches(event.action()) || query.matches(event.request().command()))
                && condition.holds(Facts.of(event));
    }

    /** What of the event the query stands for. */
    String matched(AuditEntry event) {
        return query.matches(event.action()) ? event.action() : event.request().command();
    }
}
