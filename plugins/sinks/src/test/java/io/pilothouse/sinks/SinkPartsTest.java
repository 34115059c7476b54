package io.pilothouse.sinks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.testkit.Events;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkPartsTest {
    @Test
    void anEventBeginsWithTheMembersOfR1() throws Exception {
        AuditEntry kick = Events.kick(47);
        AuditEntry proven = new AuditEntry(47, kick.time(), kick.action(), kick.attributes(), kick.details(),
                kick.actor(),
                kick.request(), new AuditEntry.Proof(57, 56, "origin\n5\n"));
        assertEquals("{\"timestamp\":\"2027-01-15T08:00:47Z\",\"action\":\"member.kicked\",\"network_id\":3,"
                + "\"details\":\"target_node_id=687, role=member\",\"event_id\":47,"
                + "\"time\":\"2027-01-15T08:00:47.125Z\",\"data\":{\"target_node_id\":687,\"network_id\":3,"
                + "\"role\":\"member\"},\"actor\":\"node:7\",\"proof\":\"signature\",\"source\":\"198.51.100.7\","
                + "\"request_id\":\"r-47\",\"command\":\"kick_member\",\"outcome\":\"ok\",\"sequence\":57,"
                + "\"leaf_index\":56,\"checkpoint\":\"origin\\n5\\n\"}",
                new String(EntryJson.of(proven), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsEmptyIsLeftOutAndListsAreLists() throws Exception {
        String text = new String(EntryJson.of(Events.of(1, "member_tags.changed", Map.of("tags", List.of("a\"", "é")))),
                StandardCharsets.UTF_8);
        assertEquals(-1, text.indexOf("node_id"));
        assertEquals(-1, text.indexOf("checkpoint"));
        assertEquals("\"data\":{\"tags\":[\"a\\\"\",\"é\"]}",
                text.substring(text.indexOf("\"data\""), text.indexOf(",\"actor\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.test/x", "nothing", "http:///x", "http://a b", ""})
    void onlyAddressesOfTheWebAreTaken(String url) {
        assertThrows(StartupException.class, () -> WebAddress.parse(url));
    }

    @Test
    void aMalformedAddressIsNotRepeated() {
        StartupException refused = assertThrows(StartupException.class,
                () -> WebAddress.parse("https://user:pass word@a.test"));
        assertFalse(refused.getMessage().contains("pass"), refused.getMessage());
    }

    @Test
    void aTokenGoesWithAWordAndMustFitIntoAHeader() throws Exception {
        assertEquals("Bearer t", Scheme.BEARER.header("t").orElseThrow());
        assertEquals("Splunk t", Scheme.SPLUNK.header("t").orElseThrow());
        assertEquals(-1, Scheme.BEARER.header("").map(String::length).orElse(-1));
        StartupException refused = assertThrows(StartupException.class, () -> Scheme.BEARER.header("s3cret\n"));
        assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
    }

    @Test
    void longBodiesAreCompressedIfThatIsWanted() throws Exception {
        byte[] body = "x".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        byte[] little = "x".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        assertSame(body, Gzip.body(body, false, headers));
        assertSame(little, Gzip.body(little, true, headers));
        assertEquals(Map.of(), headers);
        byte[] packed = Gzip.body(body, true, headers);
        assertEquals(Map.of("Content-Encoding", "gzip"), headers);
        assertArrayEquals(body, new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
    }
}
