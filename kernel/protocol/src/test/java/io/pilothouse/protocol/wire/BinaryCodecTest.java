package io.pilothouse.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.BeaconList;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Resolve;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryCodecTest {
    private static final NodeId ONE = NodeId.of(1);

    @ParameterizedTest
    @CsvSource({"1,0,heartbeat request too short: 0 bytes", "1,4,heartbeat request too short: 4 bytes",
        "1,67,heartbeat request too short: 67 bytes", "2,3,lookup request too short: 3 bytes",
        "3,71,resolve request too short: 71 bytes", "4,4,unknown message type 0x04",
        "129,4,unknown message type 0x81", "255,4,unknown message type 0xff", "0,4,unknown message type 0x00"})
    void refusals(int type, int size, String text) {
        MalformedFrameException refused = assertThrows(MalformedFrameException.class,
                () -> BinaryCodec.request(type, ByteBuffer.allocate(size)));
        assertEquals(text, refused.getMessage());
    }

    @Test
    void trailingBytesAreIgnored() throws MalformedFrameException {
        ByteBuffer payload = ByteBuffer.wrap(new byte[]{0, 0, 0, 1, 't', 'r'});
        assertEquals(new Request(new Lookup(ONE), Proof.NONE, ONE), BinaryCodec.request(Frames.LOOKUP, payload));
    }

    @Property
    void requestsComeBack(@ForAll int node, @ForAll int requester, @ForAll @Size(64) byte[] signature)
            throws MalformedFrameException {
        Proof proof = Proof.signature(signature);
        NodeId target = new NodeId(node);
        for (Request request : List.of(
                new Request(new Heartbeat(target, "", OptionalDouble.empty()), proof, target),
                new Request(new Resolve(target, new NodeId(requester)), proof, target),
                new Request(new Lookup(target), Proof.NONE, target))) {
            ByteBuffer frame = ByteBuffer.wrap(BinaryCodec.request(request).orElseThrow());
            assertEquals(frame.getInt(), frame.remaining());
            assertEquals(request, BinaryCodec.request(frame.get(), frame));
        }
    }

    @Test
    void requestsWithoutNativeForm() {
        Proof signed = Proof.signature(new byte[64]);
        assertNotNative(new BeaconList(), Proof.NONE);
        assertNotNative(new Heartbeat(ONE, "1.2.3.4:5", OptionalDouble.empty()), signed);
        assertNotNative(new Heartbeat(ONE, "", OptionalDouble.of(5)), signed);
        assertNotNative(new Heartbeat(ONE, "", OptionalDouble.empty()), Proof.NONE);
        assertNotNative(new Heartbeat(ONE, "", OptionalDouble.empty()), Proof.signature(new byte[63]));
        assertNotNative(new Heartbeat(ONE, "", OptionalDouble.empty()), Proof.adminToken("t"));
        assertNotNative(new Lookup(ONE, ONE), signed);
        assertNotNative(new Resolve(ONE, ONE), new Proof("not base64!", "", Optional.empty()));
    }

    private static void assertNotNative(Command command, Proof proof) {
        assertTrue(BinaryCodec.request(new Request(command, proof, ONE)).isEmpty(), command::toString);
    }

    private static Lookup.Ok looked(List<NetworkId> networks, String hostname, List<String> tags, String address) {
        return new Lookup.Ok(ONE, "0:0000.0000.0001", networks, "", true, OptionalLong.of(0), hostname, tags, true,
                Optional.of(address), List.of(), "", "", OptionalLong.empty(), OptionalLong.empty(), false,
                Optional.empty());
    }

    private static Reply back(byte[] frame) throws MalformedFrameException {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        assertEquals(bytes.getInt(), bytes.remaining());
        return BinaryCodec.reply(Byte.toUnsignedInt(bytes.get()), bytes);
    }

    @Property
    void lookupRepliesComeBack(@ForAll @Size(max = 50) List<@IntRange(max = 65535) Integer> networks,
            @ForAll boolean isPublic, @ForAll int score, @ForAll @Size(32) byte[] key) throws MalformedFrameException {
        Lookup.Ok reply = new Lookup.Ok(ONE, "0:0000.0000.0001", networks.stream().map(NetworkId::of).toList(),
                WireBase64.encode(key), isPublic, OptionalLong.of(score), "hé", List.of("t", ""),
                !isPublic, isPublic ? Optional.of("a:1") : Optional.empty(), List.of(), "x@漢", "",
                OptionalLong.empty(), OptionalLong.empty(), false, Optional.empty());
        assertEquals(reply, back(BinaryCodec.reply(reply)));
    }

    @Test
    void textsAreCutBetweenCharacters() throws MalformedFrameException {
        Lookup.Ok cut = (Lookup.Ok) back(BinaryCodec.reply(looked(List.of(), "漢".repeat(100),
                List.of("\uD83D\uDE00".repeat(64), "y".repeat(300)), "é".repeat(40_000))));
        // 255 bytes hold 85 characters of three; 63 of four; 65,535 hold 32,767 of two.
        assertEquals("漢".repeat(85), cut.hostname());
        assertEquals(List.of("\uD83D\uDE00".repeat(63), "y".repeat(255)), cut.tags());
        assertEquals(Optional.of("é".repeat(32_767)), cut.realAddress());
        String error = BinaryCodec.error(payload(BinaryCodec.error("é" + "漢".repeat(30_000))));
        assertEquals("é" + "漢".repeat(21_666), error);
        assertTrue(error.getBytes(StandardCharsets.UTF_8).length <= 65_000);
    }

    private static ByteBuffer payload(byte[] frame) {
        return ByteBuffer.wrap(frame, 5, frame.length - 5);
    }

    @Test
    void tagsBeyondTheCounterAreLeftOut() throws MalformedFrameException {
        Lookup.Ok reply = (Lookup.Ok) back(
                BinaryCodec.reply(looked(List.of(), "", Collections.nCopies(300, "t"), "")));
        assertEquals(255, reply.tags().size());
    }

    @Test
    void longListsAreRefusedByTheReader() throws MalformedFrameException {
        List<NetworkId> most = Collections.nCopies(Frames.LIST_CAP, NetworkId.of(3));
        assertEquals(most, ((Lookup.Ok) back(BinaryCodec.reply(looked(most, "", List.of(), "")))).networks());
        byte[] tooMany = BinaryCodec.reply(looked(Collections.nCopies(1025, NetworkId.of(3)), "", List.of(), ""));
        assertThrows(MalformedFrameException.class, () -> back(tooMany));
        byte[] addresses = BinaryCodec.reply(new Resolve.Ok(ONE, "", "", List.of(), Collections.nCopies(1025, "a"),
                OptionalLong.empty(), false));
        assertThrows(MalformedFrameException.class, () -> back(addresses));
    }

    @Test
    void privateNodesShowNoAddress() throws MalformedFrameException {
        Lookup.Ok shown = looked(List.of(), "", List.of(), "1.2.3.4:5");
        Lookup.Ok hidden = new Lookup.Ok(ONE, shown.address(), List.of(), "", false, OptionalLong.empty(), "",
                List.of(), false, shown.realAddress(), List.of(), "", "", OptionalLong.empty(), OptionalLong.empty(),
                false, Optional.empty());
        assertEquals(Optional.empty(), ((Lookup.Ok) back(BinaryCodec.reply(hidden))).realAddress());
    }

    @Test
    void unknownKeyAgeComesBackUnknown() throws MalformedFrameException {
        Resolve.Ok reply = new Resolve.Ok(ONE, "", "", List.of(), List.of(), OptionalLong.empty(), false);
        assertEquals(reply, back(BinaryCodec.reply(reply)));
    }

    @Test
    void everyCutReplyIsRefused() {
        byte[] frame = BinaryCodec.reply(looked(List.of(NetworkId.of(1)), "h", List.of("t"), "a"));
        for (int size = 5; size < frame.length; size++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOfRange(frame, 5, size));
            assertThrows(MalformedFrameException.class, () -> BinaryCodec.reply(frame[4] & 0xFF, cut));
        }
        assertThrows(MalformedFrameException.class, () -> BinaryCodec.reply(0x84, ByteBuffer.allocate(9)));
    }

    @Test
    void errorTextsOfOddFrames() {
        assertEquals("unknown error", BinaryCodec.error(ByteBuffer.wrap(new byte[]{0})));
        assertEquals("", BinaryCodec.error(ByteBuffer.wrap(new byte[]{0, 0})));
        assertEquals("ab", BinaryCodec.error(ByteBuffer.wrap(new byte[]{0, 9, 'a', 'b'})));
    }
}
