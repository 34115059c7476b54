package io.pilothouse.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void binaryFramesAreThoseOfTheRecordings() {
        NodeKey key = new NodeKey("pilothouse-golden/1");
        assertEquals("rIwn5Nxq5hqW+G1dWokQo/H4d/qvcny9cVwfO9NFeZk=", key.publicKey());
        assertEquals("000000050200000001", hex(Frame.binary(Frame.LOOKUP, new byte[0], 1)));
        assertEquals("000000450100000001"
                + "4763b23c836a07ad895b5d530e71c83e737a6f7488415f6190b332fcbbd56fc42cd35e193fbf892a9ed958b4dc68e783"
                + "6df7cf5065ce0639806eeed540139801",
                hex(Frame.binary(Frame.HEARTBEAT, key.sign("heartbeat:1"), 1)));
    }

    @Test
    void eachPairOfTheFirstTimeOperationIsNewAndNoneIsARepeatedOne() throws IOException {
        try (SmallRegistry registry = new SmallRegistry()) {
            Fleet fleet = Fleet.register(registry.address(), "t", 50, 3);
            Set<String> repeated = texts(Requests.prepare(Operation.RESOLVE, Mode.JSON, fleet, 0));
            Set<String> first = texts(Requests.prepare(Operation.RESOLVE_FIRST, Mode.JSON, fleet, 2_000));
            assertEquals(49, repeated.size());
            assertEquals(2_000, first.size());
            assertFalse(first.stream().anyMatch(repeated::contains));
        }
    }

    private static Set<String> texts(Requests requests) {
        Set<String> texts = new HashSet<>();
        requests.frames().forEach(frame -> texts.add(new String(frame, StandardCharsets.UTF_8)));
        return texts;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
