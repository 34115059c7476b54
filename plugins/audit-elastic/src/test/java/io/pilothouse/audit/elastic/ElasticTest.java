package io.pilothouse.audit.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster gets, and what its items mean. */
class ElasticTest {
    @TempDir
    Path folder;

    private final Cluster cluster = new Cluster();
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        receiver.answers(cluster::answer);
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private AuditExporter exporter(String type, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("url", receiver.uri("/").toString());
        AuditExporter.Factory factory = new ElasticPlugin().factories().stream()
                .filter(each -> each.type().equals(type)).map(AuditExporter.Factory.class::cast).findFirst()
                .orElseThrow();
        return factory.create(TestSettings.of(factory, settings),
                new TestContext(folder, new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"))));
    }

    private Received exported() throws Exception {
        assertEquals(new Delivery.Delivered(), exporter("elastic", Map.of()).export(Events.kicks(47, 1)));
        return receiver.received().getLast();
    }

    private Delivery export(int count) throws Exception {
        return exporter("elastic", Map.of()).export(Events.kicks(1, count));
    }

    @Test
    void anEventIsCreatedInTheFieldsOfTheSchema() throws Exception {
        exporter("elastic", Map.of("token", "a2V5")).export(Events.kicks(47, 1));
        Received post = receiver.received().getLast();
        assertEquals("/logs-pilothouse.audit-default/_bulk?"
                + "filter_path=items.*.status,items.*.error.type,items.*.error.reason", post.path());
        assertEquals("ApiKey a2V5", post.header("Authorization"));
        assertEquals("application/x-ndjson", post.header("Content-Type"));
        assertEquals("{\"create\":{\"_id\":\"47-1800000047125\"}}\n"
                + "{\"@timestamp\":\"2027-01-15T08:00:47.125Z\",\"ecs\":{\"version\":\"8.11.0\"},"
                + "\"message\":\"member.kicked: target_node_id=687, role=member\",\"event\":{\"id\":\"47\","
                + "\"sequence\":47,\"action\":\"member.kicked\",\"kind\":\"event\",\"category\":[\"iam\"],"
                + "\"module\":\"pilothouse\",\"dataset\":\"pilothouse.audit\",\"outcome\":\"success\"},"
                + "\"user\":{\"name\":\"node:7\"},\"source\":{\"address\":\"198.51.100.7\",\"ip\":\"198.51.100.7\"},"
                + "\"pilothouse\":{\"network_id\":3,\"proof\":\"signature\",\"command\":\"kick_member\","
                + "\"request_id\":\"r-47\",\"sequence\":47,\"leaf_index\":46,\"data\":{\"target_node_id\":687,"
                + "\"network_id\":3,\"role\":\"member\"}}}\n", post.text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md")).contains(exported().text()));
    }

    @Test
    void aRefusalIsAFailureAndALocalSourceIsNoAddress() throws Exception {
        AuditEntry kick = Events.kick(1);
        exporter("elastic", Map.of()).export(List.of(new AuditEntry(1, kick.time(), "auth.denied", Map.of(), "",
                new AuditEntry.Actor("", "none", "local"),
                new AuditEntry.Request("r", "kick_member", "forbidden: no role"), kick.proof())));
        String text = receiver.received().getLast().text();
        assertTrue(text.contains("\"message\":\"auth.denied\""), text);
        assertTrue(text.contains("\"category\":[\"authentication\"]"), text);
        assertTrue(text.contains("\"outcome\":\"failure\",\"reason\":\"forbidden: no role\""), text);
        assertTrue(text.contains("\"source\":{\"address\":\"local\"}"), text);
        assertFalse(text.contains("\"user\""), text);
    }

    @Test
    void theStreamThePipelineAndTheAuthorisationCanBeChosen() throws Exception {
        exporter("opensearch", Map.of("token", "ann:p:w", "index", "audit", "pipeline", "geo", "url",
                receiver.uri("/elastic/").toString())).export(Events.kicks(1, 1));
        Received post = receiver.received().getLast();
        assertEquals("/elastic/audit/_bulk", post.path().split("\\?")[0]);
        assertTrue(post.path().endsWith("&pipeline=geo"), post.path());
        assertEquals("Basic YW5uOnA6dw==", post.header("Authorization"));
    }

    @Test
    void theSameEventsAgainAreThereAlready() throws Exception {
        assertEquals(new Delivery.Delivered(), export(5));
        assertEquals(new Delivery.Delivered(), export(5));
        assertEquals(5, cluster.size());
    }

    @ParameterizedTest
    @CsvSource({"400,document_parsing_exception,failed to parse", "400,mapper_parsing_exception,object mapping",
        "400,illegal_argument_exception,immense term", "413,x,too long"})
    void aDocumentThatCannotBeTakenIsRefusedAlone(int status, String type, String reason) throws Exception {
        cluster.trouble(event -> event.id() == 2 ? item(status, type, reason) : "");
        assertEquals(new Delivery.Delivered(Map.of(2L, "status " + status + ", " + type + ": " + reason)), export(3));
        assertEquals(2, cluster.size());
    }

    @ParameterizedTest
    @CsvSource({"429,es_rejected_execution_exception,full", "503,unavailable_shards_exception,not active",
        "429,cluster_block_exception,flood-stage watermark", "403,cluster_block_exception,index write",
        "404,index_not_found_exception,no such index", "403,security_exception,unauthorized",
        "400,index_closed_exception,closed", "400,illegal_argument_exception,pipeline with id [geo] does not exist",
        "500,x,y"})
    void whatCanBeMendedIsTriedAgain(int status, String type, String reason) throws Exception {
        cluster.trouble(event -> event.id() == 2 ? item(status, type, reason) : "");
        Delivery.Retry again = assertInstanceOf(Delivery.Retry.class, export(3));
        assertEquals("event 2: status " + status + ", " + type + ": " + reason, again.reason());
        cluster.trouble(event -> "");
        assertEquals(new Delivery.Delivered(), export(3));
        assertEquals(3, cluster.size());
    }

    private static String item(int status, String type, String reason) {
        return "\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"" + reason
                + "\",\"caused_by\":{\"type\":\"other\",\"reason\":\"other\"}}";
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "401,Retry", "403,Retry", "404,Retry", "413,Refused", "429,Retry", "503,Retry"})
    void theStatusOfTheWholeDecidesForAll(int status, String what) throws Exception {
        receiver.answers(request -> Answer.json(status, "{}"));
        assertEquals(what, export(2).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"{}", "'{\"items\":[]}'", "[]", "'{\"items\":[{\"create\":{\"status\":201}}]}'"})
    void whoeverDoesNotTellOfEachEventHasNone(String body) throws Exception {
        receiver.answers(request -> Answer.json(200, body));
        Delivery.Retry again = assertInstanceOf(Delivery.Retry.class, export(2));
        assertTrue(again.reason().contains("is this a cluster?"), again.reason());
    }

    @Test
    void longBatchesAreDividedAndCompressed() throws Exception {
        List<AuditEntry> batch = new ArrayList<>();
        for (long id = 1; id <= 10; id++) {
            batch.add(Events.with(id, "x".repeat(id == 7 ? 3_000_000 : 300_000)));
        }
        Delivery.Delivered done = (Delivery.Delivered) exporter("elastic", Map.of()).export(batch);
        assertEquals(Map.of(7L, "it has 12000642 bytes, a request takes 4194304"), done.refused());
        assertEquals("1 2 3 4 5 6 8 9 10", Cluster.ids(Cluster.events(receiver)));
        assertEquals(3, receiver.received().size());
        for (Received post : receiver.received()) {
            assertEquals("gzip", post.header("Content-Encoding"));
            assertTrue(Cluster.text(post).length() <= Bulk.MOST_BYTES);
        }
    }

    @ParameterizedTest
    @CsvSource({"index,Logs", "index,a/b", "index,''", "pipeline,a b", "batch,0", "batch,2001",
        "url,http://a.test/?x=1",
        "url,a.test:9200"})
    void nonsenseIsRefused(String key, String value) {
        assertThrows(StartupException.class, () -> exporter("elastic", Map.of(key, value)));
    }

    @Test
    void aTokenMustFitItsAuthorisation() {
        assertThrows(StartupException.class, () -> exporter("opensearch", Map.of("token", "nocolon")));
        assertThrows(StartupException.class, () -> exporter("elastic", Map.of("token", "a\nb")));
    }
}
