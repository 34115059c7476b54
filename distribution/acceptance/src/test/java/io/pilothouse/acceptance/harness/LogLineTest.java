package io.pilothouse.acceptance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void textAndJsonLinesHaveTheSameFields() {
        Map<String, String> wanted = Map.of("level", "INFO", "msg", "it listens", "protocol", "127.0.0.1:1");
        assertEquals(wanted, LogLine.parse("level=INFO msg=\"it listens\" protocol=127.0.0.1:1").fields());
        assertEquals(wanted, LogLine
                .parse("{\"level\":\"INFO\",\"msg\":\"it listens\",\"protocol\":\"127.0.0.1:1\"}").fields());
    }

    @Test
    void quotedQuotesAndLinesOfNoFormAreRead() {
        assertEquals("a \"b\"", LogLine.parse("msg=\"a \\\"b\\\"\"").field("msg"));
        assertEquals(Map.of(), LogLine.parse("Exception in thread main").fields());
        assertEquals(Map.of(), LogLine.parse("{not json").fields());
    }

    @Test
    void keysAndSignaturesAreThoseOfTheRecordings() {
        assertEquals("rIwn5Nxq5hqW+G1dWokQo/H4d/qvcny9cVwfO9NFeZk=", AgentKey.of("pilothouse-golden/1").publicKey());
        assertEquals("R2OyPINqB62JW11TDnHIPnN6b3SIQV9hkLMy/LvVb8Qs014ZP7+JKp7ZWLTcaOeDbffPUGXOBjmAbu7VQBOYAQ==",
                AgentKey.of("pilothouse-golden/1").sign("heartbeat:1"));
    }
}
