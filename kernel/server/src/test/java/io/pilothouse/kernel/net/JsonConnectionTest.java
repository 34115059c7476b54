package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConnectionTest extends ServerTest {
    private static final String LOOKUP_ONE = "0000001d 7b226e6f64655f6964223a312c2274797065223a226c6f6f6b7570227d";
    private static final String HEARTBEAT = "{\"node_id\":1,\"signature\":\"AA==\",\"type\":\"heartbeat\"}";
    private static final String BEAT = "{\"type\":\"heartbeat_ok\",\"time\":1800000000}";

    @Test
    void goldenFrames() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            assertTrue(wire.hex(LOOKUP_ONE).answer().contains("\"hostname\":\"n1\""));
            assertEquals(BEAT, wire.json(HEARTBEAT).answer());
            assertEquals("{\"error\":\"node 9: node not found\",\"type\":\"error\"}",
                    wire.json("{\"node_id\":9,\"type\":\"lookup\"}").answer());
        }
        assertEquals("127.0.0.1", kernel.sources.remove().ip());
        assertEquals(2, counts.of("lookup"));
    }

    @Test
    void filtersErrorsAsR1OnRequest() throws IOException {
        start(settings -> with(settings, Encryption.OFF, ErrorTexts.R1, ""));
        try (Wire wire = Wire.plain(server)) {
            assertEquals("{\"error\":\"request failed\",\"type\":\"error\"}",
                    wire.json("{\"type\":\"resolve_hostname\"}").answer());
            assertTrue(wire.json("{\"node_id\":9,\"type\":\"lookup\"}").answer().contains("node not found"));
            assertTrue(wire.json("{\"type\":\"already\"}").answer().contains("unknown message type: \\\"already\\\""));
            assertTrue(wire.json("{\"type\":\"no such\"}").answer().contains("request failed"));
        }
    }

    @Test
    void unknownTypesAreNamed() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            String nameless = "{\"error\":\"unknown message type: \\\"\\\"\",\"type\":\"error\"}";
            assertEquals(nameless, wire.json("null").answer());
            assertEquals(nameless, wire.json(" {} ").answer());
            assertEquals(nameless, wire.json("{\"type\":7}").answer());
            assertTrue(wire.json("{\"type\":\"resolve_hostname\"}").answer().contains("resolve denied: secret"));
        }
        assertEquals(3, counts.of("unknown"));
    }

    @Test
    void repliesKeepTheOrderOfPipelinedReadsAndMutations() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            StringBuilder wanted = new StringBuilder();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int node = 1_000; node < 2_000; node++) {
                boolean mutation = node % 3 == 0;
                all.writeBytes(Wire.frame(mutation
                        ? "{\"type\":\"report_trust\"}"
                        : "{\"type\":\"lookup\",\"node_id\":" + node + "}"));
                wanted.append(mutation ? "-" : "n" + node);
            }
            wire.bytes(all.toByteArray());
            StringBuilder got = new StringBuilder();
            for (int i = 0; i < 1_000; i++) {
                String answer = wire.answer();
                got.append(answer.contains("report_trust_ok")
                        ? "-"
                        : answer.replaceAll(".*\"hostname\":\"(n\\d+)\".*", "$1"));
            }
            assertEquals(wanted.toString(), got.toString());
        }
    }

    @Test
    void bytesMayComeOneAtATime() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            for (byte one : Wire.frames(HEARTBEAT, 2)) {
                wire.bytes(new byte[]{one});
            }
            assertEquals(BEAT, wire.answer());
            assertEquals(BEAT, wire.answer());
        }
    }

    @Test
    void aClientThatEndsItsSideStillGetsItsReplies() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            wire.bytes(Wire.frames("{\"type\":\"report_trust\"}", 3)).json(HEARTBEAT).endOutput();
            for (int i = 0; i < 3; i++) {
                assertTrue(wire.answer().contains("report_trust_ok"));
            }
            assertEquals(BEAT, wire.answer());
            assertEquals(-1, wire.read());
        }
        counts.await(NetMetrics.Closing.CLIENT, 1);
    }

    static Stream<byte[]> undecodable() {
        return Stream
                .of("", "[]", "7", "\"text\"", "true", "{", "{} {}", "{\"a\":1,}", "{\"a\":1e400}", "{\"a\":01}",
                        "\uFEFF{}", "nul", "{\"type\":\"\u0001\"}")
                .map(Wire::frame);
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    void undecodableFramesEndTheConnectionAfterTheRepliesBefore(byte[] frame) throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            wire.json(HEARTBEAT).bytes(frame).json(HEARTBEAT);
            assertEquals(BEAT, wire.answer());
            assertEquals(-1, wire.read());
        }
        counts.await(NetMetrics.Closing.MALFORMED, 1);
        assertEquals(1, counts.of(NetMetrics.Malformed.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00400001", "7fffffff", "ffffffff", "15030100"})
    void overlongFramesEndTheConnection(String length) throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            assertEquals(-1, wire.hex(length).read());
        }
        counts.await(NetMetrics.Malformed.TOO_LONG, 1);
    }

    @Test
    void aFrameOfExactlyTheCapIsServed() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            byte[] body = new byte[4_194_304];
            Arrays.fill(body, (byte) ' ');
            byte[] text = HEARTBEAT.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, body, body.length - text.length, text.length);
            wire.hex("00400000").bytes(body);
            assertEquals(BEAT, wire.answer());
        }
        Counts.await(() -> server.unfinishedBytes() == 0, "given back memory");
    }

    @Test
    void aReplyAboveTheCapIsAnError() throws IOException {
        start(settings -> with(settings, new NetSettings.Frame(4_194_304, 900_000, 64 << 20, 64 << 20)));
        try (Wire wire = Wire.plain(server)) {
            String answer = wire.json("{\"type\":\"lookup\",\"node_id\":77}").answer();
            assertTrue(answer.matches(".*\"error\":\"reply too large: 1000\\d\\d\\d bytes exceed the client's limit of "
                    + "900000; .*\",\"type\":\"error\".*"), answer);
            assertEquals(BEAT, wire.json(HEARTBEAT).answer());
        }
    }

    @Test
    void replicationIsRefusedWithR1Texts() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            assertEquals("{\"error\":\"replication not configured\",\"type\":\"error\"}",
                    wire.json("{\"type\":\"subscribe_replication\"}").answer());
            assertEquals(-1, wire.read());
        }
        server.close();
        start(settings -> settings, refusing("invalid replication token"));
        try (Wire wire = Wire.plain(server)) {
            assertEquals("{\"error\":\"invalid replication token\",\"type\":\"error\"}",
                    wire.json("{\"type\":\"subscribe_replication\",\"token\":\"wrong\"}").answer());
            assertEquals(-1, wire.read());
        }
    }

    @Test
    void anAcceptedSubscriberGetsAStream() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        Queue<Byte> received = new ConcurrentLinkedQueue<>();
        start(settings -> settings, (request, source) -> new Subscriptions.Answer.Accepted(
                new Subscriptions.Subscriber() {
                    @Override
                    public void opened(Subscriptions.Stream stream) {
                        stream.send("{\"type\":\"replication_snapshot\"}".getBytes(StandardCharsets.UTF_8));
                        stream.send("{\"type\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8));
                    }

                    @Override
                    public void received(byte[] octets) {
                        for (byte octet : octets) {
                            received.add(octet);
                        }
                    }

                    @Override
                    public void closed() {
                        closed.countDown();
                    }
                }));
        try (Wire wire = Wire.plain(server)) {
            wire.json("{\"type\":\"subscribe_replication\"}").bytes(new byte[]{7});
            assertEquals("{\"type\":\"replication_snapshot\"}", wire.answer());
            assertEquals("{\"type\":\"heartbeat\"}", wire.answer());
            Counts.await(() -> received.contains((byte) 7), "the byte of the standby");
        }
        Counts.await(() -> closed.getCount() == 0, "the end of the stream");
    }

    @Test
    void aDefectEndsOneConnectionOnly() throws IOException {
        start();
        try (Wire wire = Wire.plain(server); Wire other = Wire.plain(server)) {
            assertEquals(BEAT, other.json(HEARTBEAT).answer());
            assertEquals(0, wire.json("{\"type\":\"lookup\",\"node_id\":666}").rest().length);
            assertEquals(BEAT, other.json(HEARTBEAT).answer());
        }
        counts.await(NetMetrics.Closing.DEFECT, 1);
    }
}
