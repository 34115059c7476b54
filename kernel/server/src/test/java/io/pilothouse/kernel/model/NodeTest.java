package io.pilothouse.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeTest {
    private static final NodeId ID = NodeId.of(0xFFFF_FFFEL);
    private static final PublicKey KEY = new PublicKey(-1, 2, Long.MIN_VALUE, 4);
    private static final KeyLife LIFE = new KeyLife(-62_135_596_800_000L, 5, 6, Long.MAX_VALUE, "2030-01-01T00:00:00Z");

    private static Node full(Map<String, Object> extras) {
        return new Node(ID, Standing.DEREGISTERED, KEY, "ünï@example.org", "203.0.113.5:4000",
                List.of(new TransportEndpoint("tcp", "a:1"), new TransportEndpoint("quic", "b:2")),
                List.of("192.168.0.1:1", "10.0.0.1:2"), true, new Hostname("name"), List.of("t1", "fleet"), -40_000,
                true,
                "v1.9.0", "ext|7", LIFE, true, true, extras);
    }

    @Test
    void everyPartIsAsItWasGiven() {
        Node node = full(Map.of("badge", "b"));
        assertEquals(ID, node.id());
        assertEquals(Standing.DEREGISTERED, node.standing());
        assertEquals(KEY, node.key());
        assertTrue(node.keyIs(new PublicKey(-1, 2, Long.MIN_VALUE, 4)));
        assertFalse(node.keyIs(new PublicKey(-1, 2, Long.MIN_VALUE, 5)));
        assertEquals("ünï@example.org", node.owner());
        assertEquals("203.0.113.5:4000", node.realAddress());
        assertEquals(List.of(new TransportEndpoint("tcp", "a:1"), new TransportEndpoint("quic", "b:2")),
                node.endpoints());
        assertEquals(List.of("192.168.0.1:1", "10.0.0.1:2"), node.lanAddresses());
        assertTrue(node.isPublic() && node.taskExec() && node.relayOnly() && node.registeredSigned());
        assertFalse(node.live());
        assertEquals(new Hostname("name"), node.hostname());
        assertEquals(List.of("t1", "fleet"), node.tags());
        assertEquals(-40_000, node.poloScore());
        assertEquals("v1.9.0", node.version());
        assertEquals("ext|7", node.externalId());
        assertEquals(LIFE, node.keyLife());
        assertEquals(Map.of("badge", "b"), node.extras());
    }

    @Test
    void whatIsLeftOutIsEmpty() {
        Node node = new Node(NodeId.of(1), null, null, null, null, null, null, false, null, null, 0, false, null, null,
                null, false, false, null);
        assertTrue(node.live());
        assertNull(node.key());
        assertFalse(node.keyIs(new PublicKey(0, 0, 0, 0)));
        assertEquals("", node.owner() + node.realAddress() + node.nameText() + node.externalId() + node.version());
        assertTrue(node.name().isEmpty() && node.tags().isEmpty() && node.endpoints().isEmpty());
        assertEquals(KeyLife.begun(0), node.keyLife());
        assertEquals(node, node.with(edit -> edit));
    }

    @Test
    void aCopyChangesOnlyWhatItIsTold() {
        Node node = full(Map.of());
        assertEquals(node, node.with(edit -> edit.owner("x")).with(edit -> edit.owner(node.owner())));
        assertEquals("x", node.with(edit -> edit.owner("x")).owner());
        assertEquals(node.endpoints(), node.with(edit -> edit.owner("x")).endpoints());
    }

    @Test
    void tagsAndVersionsThatManyHaveAreKeptOnce() {
        assertSame(full(Map.of()).tags(), full(Map.of()).tags());
        assertSame(Node.unpack(new PackedInput(packed(full(Map.of())), 0)).version(), full(Map.of()).version());
    }

    @Test
    void packedAndUnpackedIsTheSame() {
        List.of(full(Map.of()), Node.fresh(NodeId.of(1), KEY, 1_000), Node.fresh(NodeId.of(1), null, -1))
                .forEach(node -> assertEquals(node, Node.unpack(new PackedInput(packed(node), 0))));
        assertThrows(IllegalStateException.class, () -> packed(full(Map.of("badge", "b"))));
    }

    @Test
    void cutBytesAreNoNode() {
        byte[] whole = packed(full(Map.of()));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            RuntimeException refused = assertThrows(RuntimeException.class, () -> Node.unpack(new PackedInput(cut, 0)));
            assertTrue(refused instanceof IndexOutOfBoundsException || refused instanceof IllegalArgumentException,
                    refused::toString);
        }
    }

    private static byte[] packed(Node node) {
        PackedOutput out = new PackedOutput(1);
        node.packTo(out);
        return out.bytes();
    }
}
