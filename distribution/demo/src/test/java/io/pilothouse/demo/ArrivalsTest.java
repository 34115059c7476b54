package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration NOW = Duration.ofMillis(1);

    private final Arrivals arrivals = new Arrivals();

    private static Event event(long id, String action) {
        return new Event(id, id, action, "node:7", new JsonMapper().createObjectNode());
    }

    @Test
    void whatComesAgainIsCountedAndWhatComesTooLateIsAFault() {
        arrivals.take(event(1, "a"));
        arrivals.take(event(3, "c"));
        arrivals.take(event(1, "a"));
        assertEquals(1, arrivals.repeated());
        assertEquals(List.of(), arrivals.faults());
        arrivals.take(event(2, "b"));
        arrivals.take(event(3, "d"));
        assertEquals(2, arrivals.faults().size());
        assertTrue(arrivals.faults().getFirst().contains("event 2 came after event 3"), arrivals.faults()::toString);
        assertEquals(List.of(event(1, "a"), event(2, "b"), event(3, "c")), arrivals.events());
    }

    @Test
    void anEventIsWaitedFor() throws InterruptedException {
        assertFalse(arrivals.await(1, NOW));
        Thread sender = Thread.ofVirtual().start(() -> arrivals.take(event(1, "a")));
        assertTrue(arrivals.await(1, Duration.ofSeconds(20)));
        sender.join();
    }

    @Test
    void aReceiverIsHeldToTheTrail() throws InterruptedException {
        arrivals.take(event(1, "a"));
        Ledger.arrived("the SIEM", arrivals, List.of(event(1, "a")), NOW);
        assertTrue(assertThrows(StepFailedException.class,
                () -> Ledger.arrived("the SIEM", arrivals, List.of(event(1, "a"), event(2, "b")), NOW)).getMessage()
                .startsWith("the SIEM did not get event 2 b by node:7"));
        assertTrue(assertThrows(StepFailedException.class,
                () -> Ledger.arrived("the SIEM", arrivals, List.of(event(1, "x")), NOW)).getMessage()
                .startsWith("the SIEM got another event 1 than the trail has"));
    }
}
