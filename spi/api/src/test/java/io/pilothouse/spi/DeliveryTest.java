package io.pilothouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What statuses mean. */
class DeliveryTest {
    private static final Instant NOW = Instant.parse("2026-05-04T09:08:07.120Z");

    private static String of(int status, Map<String, List<String>> headers, int... mendable) {
        return switch (Delivery.of(new OutboundHttp.Response(status, headers, new byte[0]), NOW, mendable)) {
            case Delivery.Delivered done -> "delivered";
            case Delivery.Retry again -> "retry" + again.after().map(after -> " " + after.toSeconds()).orElse("");
            case Delivery.Refused no -> "refused";
        };
    }

    @ParameterizedTest
    @CsvSource({"200,delivered", "204,delivered", "302,refused", "307,refused", "400,refused", "404,refused",
        "410,refused",
        "408,retry", "425,retry", "429,retry", "500,retry", "503,retry", "599,retry", "401,refused", "403,refused"})
    void theStatusDecides(int status, String what) {
        assertEquals(what, of(status, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"401,retry", "403,retry", "404,refused", "200,delivered"})
    void someStatusesCanBeMended(int status, String what) {
        assertEquals(what, of(status, Map.of(), 401, 403));
    }

    @ParameterizedTest
    @CsvSource({"7,retry 7", "0,retry 0", "-1,retry", "soon,retry", "999999999999,retry 86400",
        "'Mon, 04 May 2026 09:08:17 GMT',retry 9", "'Mon, 04 May 2026 09:08:00 GMT',retry 0"})
    void theReceiverSaysWhenToComeAgain(String wish, String what) {
        assertEquals(what, of(503, Map.of("retry-after", List.of(wish))));
    }
}
