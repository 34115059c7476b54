package io.pilothouse.kernel.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Primaries that say what none should: the standby names it, keeps what it has, and tries again. */
class StrangePrimaryTest {
    @TempDir
    private Path folder;

    private final FakePrimary primary;
    private final Site standby;
    private Follower follower;

    StrangePrimaryTest() throws IOException {
        primary = new FakePrimary();
        standby = Site.empty();
    }

    @AfterEach
    void stop() throws IOException {
        standby.close();
        primary.close();
    }

    private void trouble(String text) {
        follower = standby.follow(Site.at(primary.port(), Site.TOKEN), folder);
        Site.await(text + ", not " + follower.status(), () -> follower.status().trouble().contains(text));
        assertEquals(0, standby.journal.lastSequence());
        Site.await("another attempt", () -> primary.asked.size() > 1);
    }

    private static String records(long first, byte[]... stored) {
        StringBuilder text = new StringBuilder(
                "{\"type\":\"replication_records\",\"first\":" + first + ",\"records\":[");
        for (int i = 0; i < stored.length; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(Base64.getEncoder().encodeToString(stored[i])).append('"');
        }
        return text.append("]}").toString();
    }

    private static byte[] stored(long sequence) {
        return RecordCodec.encode(new JournalRecord(sequence, 1, new Principal.Registry(), "local", "", List.of(),
                List.of(new Change.RegistryFounded("here", 1))));
    }

    @Test
    void anotherProtocol() {
        primary.raw("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        trouble("see whether 127.0.0.1:" + primary.port() + " is the protocol port of a registry");
    }

    @Test
    void aMessageAboveTheCap() {
        primary.raw(new byte[]{0, 16, 0, 1});
        trouble("announced a message of 1048577 bytes, at most 1048576 are taken: raise standby-max-message");
    }

    @Test
    void noJson() {
        primary.say("hello");
        trouble("no JSON object");
    }

    @Test
    void noObject() {
        primary.say("[1]");
        trouble("no JSON object");
    }

    @Test
    void anEndWithoutAWord() {
        primary.hangUp();
        trouble("without a word");
    }

    @Test
    void anEndWithinAMessage() {
        primary.raw(new byte[]{0, 0, 0, 9, '{'});
        primary.hangUp();
        trouble("within a message");
    }

    @Test
    void recordsOutOfOrder() {
        primary.say("{\"type\":\"replication_begin\",\"registry\":\"here\",\"last\":7}");
        primary.say(records(7, stored(7)));
        trouble("record 7 where record 1 is next");
    }

    @Test
    void recordsOfNobody() {
        primary.say(records(1, stored(1)));
        trouble("before it said whose they are");
    }

    @Test
    void aDamagedRecord() {
        byte[] damaged = stored(1);
        damaged[10] ^= 1;
        primary.say("{\"type\":\"replication_begin\",\"registry\":\"here\",\"last\":1}");
        primary.say(records(1, damaged));
        trouble("record 1 of the primary cannot be read here");
    }

    @Test
    void anUnsoundSnapshot() {
        primary.say("{\"snapshot\":{\"version\":1,\"nodes\":{\"1\":{\"id\":-3}}},\"type\":\"replication_snapshot\"}");
        trouble("the primary's snapshot is not sound and was left aside");
        assertEquals(0, standby.state.liveNodes());
    }

    @Test
    void aSnapshotWithAWrongChecksum() {
        primary.say("{\"snapshot\":{\"version\":1,\"checksum\":\"" + "0".repeat(64)
                + "\"},\"type\":\"replication_snapshot\"}");
        trouble("checksum");
    }

    @Test
    void unknownMessagesAreSkippedAndSilenceIsNotEternal() throws Exception {
        primary.say("{\"type\":\"replication_delta\",\"entries\":[{\"seq_no\":1}],\"seq_no\":1}");
        primary.say("{\"type\":\"something\",\"new\":{\"a\":[1]}}");
        primary.say("{\"type\":\"replication_begin\",\"registry\":\"here\",\"last\":1}");
        primary.say(records(1, stored(1)));
        follower = standby.follow(Site.at(primary.port(), Site.TOKEN), folder);
        assertEquals(Optional.empty(), follower.firstContact(Duration.ofSeconds(20)));
        Site.await("the record", () -> standby.state.registryId().equals("here"));
        assertTrue(primary.asked.getFirst().contains("\"position\":{\"registry\":\"\",\"sequence\":0,\"mark\":\"\"}"));
    }
}
