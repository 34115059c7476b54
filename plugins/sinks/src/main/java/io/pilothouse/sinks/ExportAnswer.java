package io.pilothouse.sinks;

import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import java.time.Instant;

/** What the status of an answer means for an export of the trail, of which nothing may be lost. Threads: any. */
public final class ExportAnswer {
    private ExportAnswer() {}

    /** As {@link Delivery#of}; events also wait while credentials are wrong, because those can be corrected without losing any. */
    public static Delivery delivery(OutboundHttp.Response answer, Instant now) {
        return Delivery.of(answer, now, 401, 403, 407);
    }
}
