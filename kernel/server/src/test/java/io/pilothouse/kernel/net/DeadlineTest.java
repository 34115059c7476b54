package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.commit.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DeadlineTest extends ServerTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private void start(Duration idle, Duration partialFrame, Duration stalled) throws IOException {
        start(settings -> with(settings,
                new NetSettings.Deadlines(idle, partialFrame, stalled, Duration.ofMillis(1500))));
    }

    @Test
    void idleConnectionsAreClosedSilently() throws IOException {
        start(SHORT, LONG, LONG);
        try (Wire silent = Wire.plain(server); Wire once = Wire.plain(server)) {
            assertTrue(once.json("{\"type\":\"beacon_list\"}").answer().contains("beacon_list_ok"));
            assertEquals(-1, silent.read());
            assertEquals(-1, once.read());
        }
        counts.await(NetMetrics.Closing.IDLE, 2);
    }

    @Test
    void aPartialFrameHasAShorterDeadline() throws IOException {
        start(LONG, SHORT, LONG);
        try (Wire half = Wire.plain(server); Wire idle = Wire.plain(server)) {
            assertEquals(-1, half.hex("0000001d 7b22").read());
            counts.await(NetMetrics.Closing.PARTIAL_FRAME, 1);
            assertTrue(idle.json("{\"type\":\"beacon_list\"}").answer().contains("beacon_list_ok"));
        }
    }

    @Test
    void waitingForTheCommitIsNotIdle() throws IOException {
        kernel.hold = true;
        start(SHORT, SHORT, LONG);
        try (Wire wire = Wire.plain(server); Wire clock = Wire.plain(server)) {
            wire.json("{\"type\":\"report_trust\"}").json("{\"type\":\"beacon_list\"}").hex("0000");
            assertEquals(-1, clock.read());
            kernel.held.remove().accept(new Outcome.Done(Kernel.nothing()));
            assertTrue(wire.answer().contains("report_trust_ok"));
            assertTrue(wire.answer().contains("beacon_list_ok"));
        }
    }

    @Test
    void aClientThatTakesNoRepliesIsCutAndNotReadFrom() throws IOException {
        start(LONG, LONG, SHORT);
        try (Wire wire = Wire.smallBuffer(server, 4096); Wire other = Wire.plain(server)) {
            wire.bytes(Wire.frames("{\"type\":\"lookup\",\"node_id\":77}", 100));
            counts.await(NetMetrics.Closing.STALLED_REPLY, 1);
            assertTrue(counts.of("lookup") < 20, "served " + counts.of("lookup"));
            assertTrue(other.json("{\"type\":\"beacon_list\"}").answer().contains("beacon_list_ok"));
        }
    }

    @Test
    void aSlowReaderThatGoesOnIsServed() throws IOException {
        start(LONG, LONG, Duration.ofMillis(600));
        try (Wire wire = Wire.smallBuffer(server, 128 << 10)) {
            wire.bytes(Wire.frames("{\"type\":\"lookup\",\"node_id\":77}", 3));
            long bytes = 0;
            byte[] part = new byte[64 << 10];
            while (bytes < 3L * Kernel.LARGE) {
                // Slower than any deadline for the whole, but never without progress for long.
                LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
                int count = wire.socket().getInputStream().read(part);
                assertTrue(count > 0, "cut after " + bytes + " bytes");
                bytes += count;
            }
        }
        assertEquals(3, counts.of("lookup"));
    }

    @Test
    void closingAnswersWhatIsInFlight() throws IOException, InterruptedException {
        kernel.hold = true;
        start(LONG, LONG, LONG);
        try (Wire wire = Wire.plain(server); Wire idle = Wire.plain(server)) {
            wire.json("{\"type\":\"report_trust\"}");
            var outcome = kernel.held.take();
            Thread closing = Thread.ofPlatform().start(server::close);
            assertEquals(-1, idle.read());
            outcome.accept(new Outcome.Done(Kernel.nothing()));
            assertTrue(wire.answer().contains("report_trust_ok"));
            assertEquals(-1, wire.read());
            wire.close();
            closing.join();
        }
        assertEquals(0, server.connections());
    }

    @Test
    void closingDoesNotWaitForEver() throws IOException, InterruptedException {
        kernel.hold = true;
        start(LONG, LONG, LONG);
        try (Wire wire = Wire.plain(server)) {
            wire.json("{\"type\":\"report_trust\"}");
            kernel.held.take();
            server.close();
            assertEquals(0, wire.rest().length);
        }
        counts.await(NetMetrics.Closing.CLOSED, 1);
    }
}
