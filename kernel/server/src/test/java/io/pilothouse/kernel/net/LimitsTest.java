package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Lookup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest extends ServerTest {
    private static final String BEACONS = "{\"type\":\"beacon_list\"}";

    @Test
    void tooManyConnectionsAreClosedWithoutAByte() throws IOException {
        start(settings -> with(settings, new NetSettings.Limits(2, 0, 0, 0, false)));
        try (Wire first = Wire.plain(server); Wire second = Wire.plain(server)) {
            first.json(BEACONS).answer();
            second.json(BEACONS).answer();
            try (Wire third = Wire.plain(server)) {
                assertEquals(0, third.rest().length);
            }
            counts.await(NetMetrics.Refused.CONNECTIONS, 1);
        }
        Counts.await(() -> server.connections() == 0, "no connection");
        try (Wire again = Wire.plain(server)) {
            assertTrue(again.json(BEACONS).answer().contains("beacon_list_ok"));
        }
    }

    @Test
    void connectionsOfOneAddressMayBeLimited() throws IOException {
        start(settings -> with(settings, new NetSettings.Limits(100, 1, 0, 0, false)));
        try (Wire first = Wire.plain(server)) {
            first.json(BEACONS).answer();
            try (Wire second = Wire.plain(server)) {
                assertEquals(0, second.rest().length);
            }
        }
        counts.await(NetMetrics.Refused.CONNECTIONS_OF_ADDRESS, 1);
    }

    @Test
    void operationsMayBeLimitedAsInR0() throws IOException {
        start(settings -> with(settings, new NetSettings.Limits(100, 0, 0, 0, true)));
        try (Wire wire = Wire.plain(server)) {
            for (int i = 0; i < 10; i++) {
                assertTrue(wire.json("{\"type\":\"register\"}").answer().contains("not in this test"));
            }
            assertEquals("{\"error\":\"rate limited: too many registrations from 127.0.0.1\",\"type\":\"error\"}",
                    wire.json("{\"type\":\"register\"}").answer());
            assertTrue(wire.json("{\"type\":\"register\",\"public_key\":\"known\"}").answer()
                    .contains("not in this test"));
            assertTrue(wire.json(BEACONS).answer().contains("beacon_list_ok"));
        }
        assertEquals(1, counts.of(Operation.REGISTRATION));
    }

    @Test
    void bucketsRefillAndTheirTableIsBounded() {
        AtomicLong now = new AtomicLong();
        OperationLimits limits = new OperationLimits(key -> false, now::get, 2);
        Lookup lookup = new Lookup(NodeId.of(1));
        for (int i = 0; i < 500; i++) {
            assertEquals(Optional.empty(), limits.exceeded(lookup, "a"));
        }
        assertEquals(Optional.of(Operation.QUERY), limits.exceeded(lookup, "a"));
        now.addAndGet(Duration.ofMillis(120).toNanos());
        assertEquals(Optional.empty(), limits.exceeded(lookup, "a"));
        assertEquals(Optional.of(Operation.QUERY), limits.exceeded(lookup, "a"));
        assertEquals(Optional.empty(), limits.exceeded(lookup, "b"));
        assertEquals(Optional.of(Operation.QUERY), limits.exceeded(lookup, "c"), "the table is full");
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        assertEquals(Optional.empty(), limits.exceeded(lookup, "c"), "idle buckets made room");
    }

    @Test
    void ratePerConnectionFollowsR1() {
        long second = Duration.ofSeconds(1).toNanos();
        ConnectionRate rate = ConnectionRate.of(new NetSettings.Limits(1, 0, 100, 500, false), 0);
        List<ConnectionRate.Verdict> seen = new ArrayList<>();
        IntStream.range(0, 600).forEach(i -> seen.add(rate.next(second)));
        assertTrue(seen.stream().allMatch(ConnectionRate.Verdict.SERVE::equals), "young connections are free");
        assertEquals(ConnectionRate.Verdict.SLOW, rate.next(5 * second));
        IntStream.range(0, 2_000).forEach(i -> seen.add(rate.next(5 * second)));
        assertEquals(ConnectionRate.Verdict.CLOSE, seen.getLast());
        assertEquals(ConnectionRate.Verdict.SERVE, rate.next(60 * second));
    }

    @Test
    void claimedLengthsAllocateNothingAndStrangersShareABudget() throws IOException {
        start(settings -> with(settings, new NetSettings.Frame(4_194_304, 4_194_304, 4_194_304, 64 << 20)));
        List<Wire> claims = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                claims.add(Wire.plain(server).hex("00400000 7b"));
            }
            try (Wire good = Wire.plain(server)) {
                assertTrue(good.json(BEACONS).answer().contains("beacon_list_ok"));
            }
            counts.await("opened", 501);
            assertEquals(0, server.unfinishedBytes(), "500 claims of 4 MiB");
            byte[] much = new byte[1_500_000];
            for (int i = 0; i < 6; i++) {
                try {
                    claims.get(i).bytes(much);
                } catch (UncheckedIOException cut) {
                    break;
                }
            }
            counts.await(NetMetrics.Closing.NO_ROOM, 1);
            assertTrue(server.unfinishedBytes() <= 4_194_304);
        } finally {
            for (Wire claim : claims) {
                claim.close();
            }
        }
        Counts.await(() -> server.unfinishedBytes() == 0, "given back memory");
    }

    @Test
    void anAddressInUseIsAClearError() throws IOException {
        start();
        ProtocolServer second = new ProtocolServer(
                NetSettings.defaults("127.0.0.1", server.address().getPort()), kernel, Optional.of(identity),
                refusing("replication not configured"), key -> false, NetMetrics.NONE);
        assertTrue(assertThrows(IOException.class, second::start).getMessage()
                .startsWith("cannot listen on 127.0.0.1:" + server.address().getPort()));
    }
}
