package io.pilothouse.webhook.soar;

import io.pilothouse.spi.AuditEntry;

/**
 * What conditions look at.
 *
 * @param status as HTTP would say how the request ended
 * @param rowCount attribute {@code row_count}; without it 1 for a request that was done and 0 for one that was refused
 * @param elapsedMilliseconds attribute {@code elapsed_ms}; 0 without it
 */
record Facts(long status, long rowCount, long elapsedMilliseconds) {
    private static final int DONE = 200;

    static Facts of(AuditEntry event) {
        long status = status(event.request().outcome());
        return new Facts(status, number(event, "row_count", status == DONE ? 1 : 0), number(event, "elapsed_ms", 0));
    }

    private static long number(AuditEntry event, String name, long otherwise) {
        return event.attributes().get(name) instanceof Long number ? number : otherwise;
    }

    /** From {@code ok}, or the code before the colon. */
    private static long status(String outcome) {
        int colon = outcome.indexOf(':');
        return switch (colon < 0 ? outcome : outcome.substring(0, colon)) {
            case "ok" -> DONE;
            case "unauthenticated", "forbidden" -> 403;
            case "not_found" -> 404;
            case "limit" -> 429;
            case "internal" -> 500;
            case "unavailable" -> 503;
            default -> 400;
        };
    }
}
