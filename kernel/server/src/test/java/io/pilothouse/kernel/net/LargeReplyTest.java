package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.command.ListNodes;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists of nodes of some megabytes: whole for who reads them, bounded for who does not. */
class LargeReplyTest extends ServerTest {
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"node_id\":1}";
    private static final String LOOKUP = "{\"type\":\"lookup\",\"node_id\":5}";

    private static String list(int members) {
        return "{\"type\":\"list_nodes\",\"network_id\":" + members + "}";
    }

    private static void assertMembers(int count, String answer) throws MalformedJsonException {
        JsonObject reply = JsonReader.object(answer);
        assertEquals("list_nodes_ok", reply.text("type"));
        List<JsonObject> nodes = reply.objects("nodes");
        assertEquals(count, nodes.size());
        for (int i = 0; i < count; i++) {
            assertEquals("node-" + i, nodes.get(i).text("hostname"));
            assertEquals(List.of("a", "é"), nodes.get(i).texts("tags"));
        }
    }

    @Test
    void everyByteArrivesInOrderAndTheMemoryIsGivenBack() throws IOException, MalformedJsonException {
        start();
        try (Wire wire = Wire.plain(server)) {
            // Around one page, then two megabytes, with small replies before and behind, all pipelined.
            wire.json(LOOKUP);
            int[] sizes = {1, 100, 350, 400, 450, 1_000, 10_000, 500};
            for (int size : sizes) {
                wire.json(list(size)).json(LOOKUP);
            }
            assertTrue(wire.answer().contains("\"n5\""));
            for (int size : sizes) {
                assertMembers(size, wire.answer());
                assertTrue(wire.answer().contains("\"n5\""));
            }
        }
        Counts.await(() -> server.unreadBytes() == 0, "given back memory");
    }

    @Test
    void inBinaryFramesAndInsideTlsToo() throws IOException, GeneralSecurityException, MalformedJsonException {
        start();
        try (Wire tls = Wire.tls(server, "TLSv1.3"); Wire binary = Wire.plain(server)) {
            assertMembers(10_000, tls.json(list(10_000)).answer());
            byte[] body = list(10_000).getBytes(StandardCharsets.UTF_8);
            binary.hex("50494c5401" + HexFormat.of().toHexDigits(body.length + 1) + "00").bytes(body);
            String frame = new String(HexFormat.of().parseHex(binary.frameInHex()), StandardCharsets.UTF_8);
            assertMembers(10_000, frame.substring(frame.indexOf('{')));
        }
        Counts.await(() -> server.unreadBytes() == 0, "given back memory");
    }

    @Test
    void aListAboveWhatClientsReadIsAClearErrorAndTheConnectionGoesOn() throws IOException, MalformedJsonException {
        start();
        try (Wire wire = Wire.plain(server)) {
            String answer = wire.json(list(60_000)).answer();
            assertTrue(
                    answer.matches("\\{\"error\":\"reply too large: \\d{8} bytes exceed the client's limit of 4194304;"
                            + " ask for less at a time\",\"type\":\"error\"\\}"),
                    answer);
            assertMembers(10_000, wire.json(list(10_000)).answer());
            assertTrue(wire.json(HEARTBEAT).answer().startsWith("{\"type\":\"heartbeat_ok\""));
        }
    }

    @Test
    void repliesThatNobodyReadsAreBoundedForAllConnectionsTogether() throws IOException, MalformedJsonException {
        server = new ProtocolServer(NetSettings.defaults("127.0.0.1", 0), kernel, Optional.of(identity),
                refusing("replication not configured"), "known"::equals, counts, 12L << 20);
        server.start();
        List<Wire> lazy = new ArrayList<>();
        try (Wire busy = Wire.plain(server)) {
            Optional<String> refused = Optional.empty();
            for (int i = 0; i < 64 && refused.isEmpty(); i++) {
                // Each asks for several, but gets no second one before it has taken the first.
                Wire wire = Wire.smallBuffer(server, 4096);
                lazy.add(wire.json(list(10_000)).json(list(10_000)).json(list(10_000)));
                refused = Optional.of(busy.json(list(10_000)).answer()).filter(answer -> answer.contains("\"error\""));
                assertTrue(server.unreadBytes() <= 12L << 20, "bounded: " + server.unreadBytes());
            }
            assertEquals(
                    "{\"error\":\"registry is overloaded: too many large replies wait for slow readers, try again\","
                            + "\"type\":\"error\"}",
                    refused.orElseThrow());
            assertTrue(busy.json(LOOKUP).answer().contains("\"n5\""), "small replies go on");
            for (Wire wire : lazy) {
                wire.close();
            }
            Counts.await(() -> server.unreadBytes() == 0, "given back memory");
            assertMembers(10_000, busy.json(list(10_000)).answer());
        }
        assertFalse(lazy.isEmpty());
    }
}
