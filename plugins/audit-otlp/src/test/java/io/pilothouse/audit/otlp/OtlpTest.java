package io.pilothouse.audit.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receiver of OTLP gets, and what it may answer. */
class OtlpTest {
    @TempDir
    Path folder;

    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private AuditExporter exporter(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("url", receiver.uri("/").toString());
        OtlpFactory factory = new OtlpFactory();
        return factory.create(TestSettings.of(factory, settings),
                new TestContext(folder, new TurnedClock(Instant.parse("2027-01-15T08:01:00Z"))));
    }

    private Received exported(Map<String, String> settings, List<AuditEntry> batch) throws Exception {
        assertEquals(new Delivery.Delivered(), exporter(settings).export(batch));
        return receiver.received().getLast();
    }

    @Test
    void anEventIsALogRecord() throws Exception {
        Received post = exported(Map.of("resource", "deployment.environment.name=test,team=a%2Cb+c"),
                Events.kicks(47, 1));
        assertEquals("POST /v1/logs", post.method() + " " + post.path());
        assertEquals("application/json", post.header("Content-Type"));
        assertEquals("{\"resourceLogs\":[{\"resource\":{\"attributes\":["
                + "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"pilothouse\"}},"
                + "{\"key\":\"deployment.environment.name\",\"value\":{\"stringValue\":\"test\"}},"
                + "{\"key\":\"team\",\"value\":{\"stringValue\":\"a,b+c\"}}]},"
                + "\"scopeLogs\":[{\"scope\":{\"name\":\"pilothouse.audit\"},\"logRecords\":["
                + "{\"timeUnixNano\":\"1800000047125000000\",\"observedTimeUnixNano\":\"1800000060000000000\","
                + "\"severityNumber\":13,\"severityText\":\"WARN\",\"eventName\":\"member.kicked\","
                + "\"body\":{\"stringValue\":\"member.kicked: target_node_id=687, role=member\"},\"attributes\":["
                + "{\"key\":\"pilothouse.event_id\",\"value\":{\"intValue\":\"47\"}},"
                + "{\"key\":\"pilothouse.actor\",\"value\":{\"stringValue\":\"node:7\"}},"
                + "{\"key\":\"pilothouse.proof\",\"value\":{\"stringValue\":\"signature\"}},"
                + "{\"key\":\"client.address\",\"value\":{\"stringValue\":\"198.51.100.7\"}},"
                + "{\"key\":\"pilothouse.request_id\",\"value\":{\"stringValue\":\"r-47\"}},"
                + "{\"key\":\"pilothouse.command\",\"value\":{\"stringValue\":\"kick_member\"}},"
                + "{\"key\":\"pilothouse.outcome\",\"value\":{\"stringValue\":\"ok\"}},"
                + "{\"key\":\"pilothouse.sequence\",\"value\":{\"intValue\":\"47\"}},"
                + "{\"key\":\"pilothouse.leaf_index\",\"value\":{\"intValue\":\"46\"}},"
                + "{\"key\":\"pilothouse.data.target_node_id\",\"value\":{\"intValue\":\"687\"}},"
                + "{\"key\":\"pilothouse.data.network_id\",\"value\":{\"intValue\":\"3\"}},"
                + "{\"key\":\"pilothouse.data.role\",\"value\":{\"stringValue\":\"member\"}}]}]}]}]}", post.text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md"))
                .contains(exported(Map.of(), Events.kicks(47, 1)).text()));
    }

    @Test
    void attributesKeepTheirTypes() throws Exception {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("enterprise", true);
        attributes.put("tags", List.of("a", "b"));
        String text = exported(Map.of(), List.of(Events.of(1, "network.created", attributes))).text();
        assertTrue(text.contains("{\"key\":\"pilothouse.data.enterprise\",\"value\":{\"boolValue\":true}}"), text);
        assertTrue(text.contains("{\"key\":\"pilothouse.data.tags\",\"value\":{\"arrayValue\":{\"values\":"
                + "[{\"stringValue\":\"a\"},{\"stringValue\":\"b\"}]}}}"), text);
        assertTrue(text.contains("\"severityNumber\":9,\"severityText\":\"INFO\""), text);
    }

    @Test
    void headersAndTokenGoAlongAndAPathIsLeftAsItIs() throws Exception {
        Received post = exported(Map.of("url", receiver.uri("/otlp/v1/logs").toString(), "token", "t",
                "headers", "api-key=s%3Dx, x-team = a"), Events.kicks(1, 40));
        assertEquals("/otlp/v1/logs", post.path());
        assertEquals("Bearer t", post.header("Authorization"));
        assertEquals("s=x", post.header("api-key"));
        assertEquals("a", post.header("x-team"));
        assertEquals("gzip", post.header("Content-Encoding"));
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "404,Refused", "413,Refused", "302,Refused", "401,Retry", "403,Retry", "408,Retry",
        "429,Retry", "500,Retry", "502,Retry", "503,Retry", "504,Retry"})
    void theStatusDecides(int status, String what) throws Exception {
        receiver.answers(request -> Answer.json(status, "{\"message\":\"x\"}"));
        assertEquals(what, exporter(Map.of()).export(Events.kicks(1, 2)).getClass().getSimpleName());
    }

    @Test
    void theReceiverSaysWhenToComeAgain() throws Exception {
        receiver.answers(request -> new Answer(503, Map.of("Retry-After", "9"), new byte[0]));
        assertEquals(new Delivery.Retry("answered 503", Optional.of(Duration.ofSeconds(9))),
                exporter(Map.of()).export(Events.kicks(1, 2)));
    }

    @ParameterizedTest
    @CsvSource({"{}", "''", "'{\"partialSuccess\":{}}'", "'{\"partialSuccess\":{\"rejectedLogRecords\":\"0\"}}'",
        "'{\"partialSuccess\":{\"rejectedLogRecords\":0,\"errorMessage\":\"a warning\"}}'"})
    void whatIsNotRejectedIsDelivered(String body) throws Exception {
        receiver.answers(request -> Answer.json(200, body));
        assertEquals(new Delivery.Delivered(), exporter(Map.of()).export(Events.kicks(1, 2)));
    }

    @ParameterizedTest
    @CsvSource({"2", "'\"2\"'"})
    void whatIsRejectedWholeIsRefusedOneByOne(String number) throws Exception {
        receiver.answers(request -> Answer.json(200,
                "{\"partialSuccess\":{\"rejectedLogRecords\":" + number + ",\"errorMessage\":\"too old\"}}"));
        assertEquals(new Delivery.Delivered(Map.of(1L, "2 of 2 rejected: too old", 2L, "2 of 2 rejected: too old")),
                exporter(Map.of()).export(Events.kicks(1, 2)));
        assertEquals(new Delivery.Refused("2 of 3 rejected: too old"), exporter(Map.of()).export(Events.kicks(1, 3)));
    }

    @ParameterizedTest
    @CsvSource({"resource,x", "resource,'a=1,'", "resource,a=%zz", "headers,'=secret-1'",
        "headers,'x=secret-1%0a'", "batch,0", "url,grpc://a.test:4317"})
    void nonsenseIsRefusedWithoutShowingIt(String key, String value) {
        StartupException refused = assertThrows(StartupException.class, () -> exporter(Map.of(key, value)));
        assertFalse(refused.getMessage().contains("secret-1"), refused.getMessage());
    }
}
