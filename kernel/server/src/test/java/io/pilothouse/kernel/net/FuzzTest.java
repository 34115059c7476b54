package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded random and mutated streams: each connection ends, and the server serves afterwards. */
class FuzzTest extends ServerTest {
    private static final int STREAMS = 3_000;
    private static final byte[] PREAMBLE = HexFormat.of().parseHex("50494c5401");
    private static final List<String> MESSAGES = List.of("{\"node_id\":1,\"type\":\"lookup\"}",
            "{\"node_id\":1,\"signature\":\"AA==\",\"type\":\"heartbeat\"}", "{\"type\":\"report_trust\"}", "null",
            "{\"type\":\"register\",\"endpoints\":[{\"network\":\"a\",\"addr\":7}],\"lan_addrs\":{}}",
            "{\"type\":\"set_expr_policy\",\"expr_policy\":{\"a\":[[[1e5]]]}}", "{\"type\":\"subscribe_replication\"}",
            "[".repeat(300) + "]".repeat(300), "{\"type\":\"no such \\ud800 thing\"}");

    private static byte[] stream(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean binary = random.nextBoolean();
        if (binary) {
            out.writeBytes(PREAMBLE);
        } else if (random.nextInt(20) == 0) {
            out.write(0x16);
        }
        for (int frames = random.nextInt(6); frames >= 0; frames--) {
            byte[] body = random.nextInt(5) == 0
                    ? noise(random, random.nextInt(200))
                    : MESSAGES.get(random.nextInt(MESSAGES.size())).getBytes(StandardCharsets.UTF_8);
            int length = body.length + (binary ? 1 : 0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(random.nextInt(15) == 0 ? random.nextInt() : length).array());
            if (binary) {
                out.write(random.nextInt(3) == 0 ? 0 : random.nextInt(5));
            }
            out.writeBytes(body);
        }
        byte[] bytes = out.toByteArray();
        for (int mutations = random.nextInt(4) - 1; mutations > 0; mutations--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    @Test
    void everyStreamIsAnsweredOrClosedAndTheServerGoesOn() throws IOException {
        start();
        for (int seed = 0; seed < STREAMS; seed++) {
            byte[] bytes = stream(new Random(seed));
            try (Wire wire = Wire.plain(server)) {
                try {
                    wire.bytes(bytes).endOutput();
                } catch (UncheckedIOException | SocketException closedAlready) {
                    continue;
                }
                // Fails by timeout if the server neither answers the whole stream nor closes.
                wire.rest();
            }
        }
        counts.await("closed", STREAMS);
        assertEquals(0, counts.of(NetMetrics.Closing.DEFECT));
        assertTrue(counts.of("lookup") > 100, "some streams made sense");
        assertEquals(0, server.unfinishedBytes());
        try (Wire wire = Wire.plain(server)) {
            assertTrue(wire.json("{\"type\":\"beacon_list\"}").answer().contains("beacon_list_ok"));
        }
    }
}
