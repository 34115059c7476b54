package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.command.Handler;
import java.util.List;

/** The handlers of this room. */
public final class TrustHandlers {
    private TrustHandlers() {}

    /** All of them. */
    public static List<Handler<?>> handlers() {
        return List.of(new ReportTrustHandler(), new RevokeTrustHandler(), new CheckTrustHandler(),
                new RequestHandshakeHandler(), new PollHandshakesHandler(), new RespondHandshakeHandler());
    }
}
