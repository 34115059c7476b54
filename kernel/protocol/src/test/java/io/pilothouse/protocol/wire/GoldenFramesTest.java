package io.pilothouse.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.ErrorReply;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Resolve;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The example frames of wire.md 10, byte for byte. */
class GoldenFramesTest {
    private static final String A = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final String B = "Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=";
    private static final String HEARTBEAT_SIGNATURE = "/4grKDboxqlBOw3IvlHRnG2J9e+rkX/8vIfy5asy+j0y1k6ZsMKzffcaFgIFrn3mK80wF11fqg7+eGoO2IfvDw==";
    private static final String RESOLVE_SIGNATURE = "TTXTG4hqiMpuk/6pIMAijvbv+iJxWsgWUj5PhrlbpPfEHv3gB6dYuejaNTngef8yc6hvFbQrk052pE9jDhSfBA==";
    private static final NodeId ONE = NodeId.of(1);
    private static final NodeId TWO = NodeId.of(2);

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** A native frame without its length; the length is checked on the way. */
    private static ByteBuffer afterLength(String frame) {
        ByteBuffer bytes = ByteBuffer.wrap(hex(frame));
        assertEquals(bytes.getInt(), bytes.remaining());
        return bytes;
    }

    private static Request request(String frame) throws MalformedFrameException {
        ByteBuffer bytes = afterLength(frame);
        return BinaryCodec.request(Byte.toUnsignedInt(bytes.get()), bytes);
    }

    private static Object reply(String frame) throws MalformedFrameException {
        ByteBuffer bytes = afterLength(frame);
        return BinaryCodec.reply(Byte.toUnsignedInt(bytes.get()), bytes);
    }

    private static Proof signed(String signature) {
        return new Proof(signature, "", Optional.empty());
    }

    private static JsonObject body(ByteBuffer rest) throws MalformedJsonException {
        byte[] bytes = new byte[rest.remaining()];
        rest.get(bytes);
        return JsonReader.object(bytes, 0, bytes.length);
    }

    private static Request json(String frame) throws MalformedJsonException {
        return JsonMessages.request(body(afterLength(frame))).orElseThrow();
    }

    @Test
    void jsonLookup() throws MalformedJsonException {
        assertEquals(new Request(new Lookup(ONE), Proof.NONE, ONE),
                json("0000001d 7b226e6f64655f6964223a312c2274797065223a226c6f6f6b7570227d"));
    }

    @Test
    void jsonHeartbeatAndReply() throws MalformedJsonException {
        String body = "{\"node_id\":1,\"signature\":\"" + HEARTBEAT_SIGNATURE + "\",\"type\":\"heartbeat\"}";
        String frame = "00000087" + HexFormat.of().formatHex(body.getBytes(StandardCharsets.US_ASCII));
        assertEquals(new Request(new Heartbeat(ONE, "", OptionalDouble.empty()), signed(HEARTBEAT_SIGNATURE), ONE),
                json(frame));
        ByteBuffer reply = afterLength(
                "00000029 7b2274696d65223a313830303030303030302c2274797065223a226865617274626561745f6f6b227d");
        JsonWriter out = new JsonWriter();
        JsonMessages.write(Heartbeat.TYPE, new Heartbeat.Ok(1_800_000_000, false), out);
        assertEquals(reply.remaining(), out.length());
        assertEquals(body(reply), JsonReader.object(out.text()));
    }

    @Test
    void jsonErrors() {
        assertArrayEquals(
                hex("00000031 7b226572726f72223a226e6f646520393a206e6f6465206e6f7420666f756e64222c2274797065223a226572726f72227d"),
                frame(new ErrorReply("node 9: node not found")));
        assertArrayEquals(
                hex("00000029 7b226572726f72223a2272657175657374206661696c6564222c2274797065223a226572726f72227d"),
                frame(new ErrorReply("request failed")));
    }

    private static byte[] frame(ErrorReply error) {
        JsonWriter out = new JsonWriter();
        JsonMessages.write(error, out);
        return Frames.json(out);
    }

    @Test
    void preamble() {
        assertArrayEquals(hex("50494c54 01"),
                ByteBuffer.allocate(5).putInt(Frames.MAGIC).put((byte) Frames.VERSION).array());
    }

    @Test
    void heartbeat() throws MalformedFrameException {
        String frame = """
                00000045 01 00000001
                ff882b2836e8c6a9413b0dc8be51d19c6d89f5efab917ffcbc87f2e5ab32fa3d
                32d64e99b0c2b37df71a160205ae7de62bcd30175d5faa0efe786a0ed887ef0f""";
        Request request = new Request(new Heartbeat(ONE, "", OptionalDouble.empty()), signed(HEARTBEAT_SIGNATURE), ONE);
        assertEquals(request, request(frame));
        assertArrayEquals(hex(frame), BinaryCodec.request(request).orElseThrow());
        both("0000000a 81 000000006b49d200 00", new Heartbeat.Ok(1_800_000_000, false));
        both("0000000a 81 000000006b49d200 01", new Heartbeat.Ok(1_800_000_000, true));
    }

    private static void both(String frame, Heartbeat.Ok reply) throws MalformedFrameException {
        assertArrayEquals(hex(frame), BinaryCodec.reply(reply));
        assertEquals(reply, reply(frame));
    }

    private static Lookup.Ok looked(NodeId node, List<NetworkId> networks, String key, boolean isPublic, long score,
            String hostname, List<String> tags, Optional<String> address) {
        return new Lookup.Ok(node, "0:0000.0000.000" + node, networks, key, isPublic, OptionalLong.of(score), hostname,
                tags, false, address, List.of(), "", "", OptionalLong.empty(), OptionalLong.empty(), false,
                Optional.empty());
    }

    @Test
    void lookup() throws MalformedFrameException {
        Request request = new Request(new Lookup(TWO), Proof.NONE, TWO);
        assertEquals(request, request("00000005 02 00000002"));
        assertArrayEquals(hex("00000005 02 00000002"), BinaryCodec.request(request).orElseThrow());
        both("""
                00000055 82
                00000002 01 fffffffb 0002 0000 0001
                20 29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7
                07 6167656e742d62
                02 03 737663 02 6d6c
                0011 3139382e35312e3130302e373a34303030
                00""", looked(TWO, List.of(NetworkId.BACKBONE, NetworkId.of(1)), B, true, -5, "agent-b",
                List.of("svc", "ml"), Optional.of("198.51.100.7:4000")));
        both("""
                00000034 82 00000001 00 00000000 0001 0000
                20 03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8 00 00 0000 00""",
                looked(ONE, List.of(NetworkId.BACKBONE), A, false, 0, "", List.of(), Optional.empty()));
    }

    private static void both(String frame, Lookup.Ok reply) throws MalformedFrameException {
        assertArrayEquals(hex(frame), BinaryCodec.reply(reply));
        assertEquals(reply, reply(frame));
    }

    @Test
    void resolve() throws MalformedFrameException {
        String frame = """
                00000049 03 00000002 00000001
                4d35d31b886a88ca6e93fea920c0228ef6effa22715ac816523e4f86b95ba4f7
                c41efde007a758b9e8da3539e079ff3273a86f15b42b934e76a44f630e149f04""";
        Request request = new Request(new Resolve(TWO, ONE), signed(RESOLVE_SIGNATURE), TWO);
        assertEquals(request, request(frame));
        assertArrayEquals(hex(frame), BinaryCodec.request(request).orElseThrow());
        both("""
                00000052 83 00000002 0011 3139382e35312e3130302e373a34303030
                0001 0011 3139322e3136382e312e32303a34303030 0000000c
                20 29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7""", resolved(B));
        both("""
                00000031 83 00000002 0011 3139382e35312e3130302e373a34303030
                0001 0011 3139322e3136382e312e32303a34303030 0000000c""", resolved(""));
    }

    private static Resolve.Ok resolved(String key) {
        return new Resolve.Ok(TWO, "198.51.100.7:4000", key, List.of(), List.of("192.168.1.20:4000"),
                OptionalLong.of(12), false);
    }

    private static void both(String frame, Resolve.Ok reply) throws MalformedFrameException {
        assertArrayEquals(hex(frame), BinaryCodec.reply(reply));
        assertEquals(reply, reply(frame));
    }

    @Test
    void errors() {
        assertArrayEquals(hex("00000014 ff 0011 6e6f646520393a206e6f7420666f756e64"),
                BinaryCodec.error("node 9: not found"));
        assertArrayEquals(hex("0000001d ff 001a 756e737570706f7274656420776972652076657273696f6e2032"),
                BinaryCodec.error("unsupported wire version 2"));
        ByteBuffer bytes = afterLength("00000014 ff 0011 6e6f646520393a206e6f7420666f756e64");
        assertEquals(Frames.ERROR, Byte.toUnsignedInt(bytes.get()));
        assertEquals("node 9: not found", BinaryCodec.error(bytes));
    }

    @Test
    void passthrough() {
        assertArrayEquals(hex("00000017 00 7b2274797065223a22626561636f6e5f6c697374227d"),
                BinaryCodec.json("{\"type\":\"beacon_list\"}".getBytes(StandardCharsets.US_ASCII)));
    }
}
