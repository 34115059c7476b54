package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The golden frames of {@code wire.md} 10 and the errors of 7. */
class BinaryConnectionTest extends ServerTest {
    private static final String PREAMBLE = "50494c54 01";
    private static final String HEARTBEAT = "00000045 01 00000001"
            + "ff882b2836e8c6a9413b0dc8be51d19c6d89f5efab917ffcbc87f2e5ab32fa3d"
            + "32d64e99b0c2b37df71a160205ae7de62bcd30175d5faa0efe786a0ed887ef0f";
    private static final String BEAT = "0000000a81000000006b49d20000";

    private static String error(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(utf8.length + 3) + "ff" + HexFormat.of().toHexDigits((short) utf8.length)
                + HexFormat.of().formatHex(utf8);
    }

    private static String json(String body) {
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(utf8.length + 1) + "00" + HexFormat.of().formatHex(utf8);
    }

    @Test
    void goldenFrames() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            wire.hex(PREAMBLE);
            assertEquals(BEAT, wire.hex(HEARTBEAT).frameInHex());
            assertEquals("00000014ff00116e6f646520393a206e6f7420666f756e64",
                    wire.hex("00000005 02 00000009").frameInHex());
            assertEquals(json("{\"type\":\"beacon_list_ok\"}"),
                    wire.hex("00000017 00 7b2274797065223a22626561636f6e5f6c697374227d").frameInHex());
            assertTrue(wire.hex("00000005 02 00000002").frameInHex().startsWith("000000"));
        }
        assertEquals(3, counts.of(NetMetrics.Form.NATIVE));
        assertEquals(1, counts.of(NetMetrics.Form.PASSTHROUGH));
    }

    @Test
    void anotherVersionIsToldAndEnds() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            wire.hex("50494c54 02").hex(HEARTBEAT);
            assertEquals("0000001dff001a756e737570706f7274656420776972652076657273696f6e2032", wire.frameInHex());
            assertEquals(-1, wire.read());
        }
    }

    @Test
    void mistakesAreAnsweredAndTheConnectionGoesOn() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            wire.hex(PREAMBLE);
            assertEquals(error("unknown message type 0x0f"), wire.hex("00000001 0f").frameInHex());
            assertEquals(error("heartbeat request too short: 1 bytes"), wire.hex("00000002 01 00").frameInHex());
            assertEquals(error("lookup request too short: 0 bytes"), wire.hex("00000001 02").frameInHex());
            assertEquals(error("resolve request too short: 3 bytes"), wire.hex("00000004 03 010203").frameInHex());
            assertEquals(error("json decode: unexpected end of JSON input"), wire.hex("00000001 00").frameInHex());
            assertTrue(wire.hex(json("[]")).frameInHex().contains(HexFormat.of().formatHex("json decode: ".getBytes(
                    StandardCharsets.UTF_8))));
            assertEquals(error("replication not supported over binary protocol"),
                    wire.hex(json("{\"type\":\"subscribe_replication\"}")).frameInHex());
            assertEquals(json("{\"error\":\"unknown message type: \\\"\\\"\",\"type\":\"error\"}"),
                    wire.hex(json("null")).frameInHex());
            assertEquals(json("{\"error\":\"node 9: node not found\",\"type\":\"error\"}"),
                    wire.hex(json("{\"type\":\"lookup\",\"node_id\":9}")).frameInHex());
            assertEquals(BEAT, wire.hex(HEARTBEAT).frameInHex());
        }
    }

    @Test
    void bytesBehindTheFieldsAreIgnored() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            assertEquals(BEAT, wire.hex(PREAMBLE + HEARTBEAT.replace("00000045", "00000047") + "abcd").frameInHex());
        }
    }

    @Test
    void emptyAndOverlongFramesEndTheConnection() throws IOException {
        start();
        try (Wire empty = Wire.plain(server); Wire large = Wire.plain(server)) {
            assertEquals(-1, empty.hex(PREAMBLE + "00000000 01").read());
            assertEquals(-1, large.hex(PREAMBLE + "00400001 01").read());
        }
        counts.await(NetMetrics.Closing.MALFORMED, 2);
    }

    @Test
    void aReplyAboveTheCapIsAnErrorInAJsonFrame() throws IOException {
        start(settings -> with(settings, new NetSettings.Frame(4_194_304, 900_000, 64 << 20, 64 << 20)));
        try (Wire wire = Wire.plain(server)) {
            String frame = wire.hex(PREAMBLE + json("{\"type\":\"lookup\",\"node_id\":77}")).frameInHex();
            assertTrue(new String(HexFormat.of().parseHex(frame), StandardCharsets.UTF_8).contains("reply too large"));
        }
    }
}
