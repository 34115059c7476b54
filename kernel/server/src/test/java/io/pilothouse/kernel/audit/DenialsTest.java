package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.DenialWatch;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.model.AuditActionCheck;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.KickMember;
import io.pilothouse.protocol.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private static final Command KICK = KickMember.TYPE.reader().apply(new JsonObject().put("node_id", 7.0)
            .put("network_id", 3.0).put("target_node_id", 9.0));

    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private final Journal journal = new Journal(new MemoryStore(), 0);
    private final CommitPipeline pipeline = new CommitPipeline(new LiveState(), new Presence(), journal,
            new AccessRules(AdminToken.of(""), false, Keys.SECRETS), () -> Instant.ofEpochMilli(now.get()));

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private static Refusal wrong() {
        return new Refusal(Refusal.Code.UNAUTHENTICATED, "signature verification failed");
    }

    private static DenialWatch.Denied denied(Source source, Refusal refusal) {
        return DenialWatch.Denied.command(KICK, source, refusal);
    }

    private static Source from(String ip) {
        return new Source(ip, 1, false, 77);
    }

    private List<JournalRecord> recorded(int count) throws IOException {
        TrailSite.await(count + " records", () -> journal.lastSequence() >= count);
        List<JournalRecord> records = journal.read(1, 1_000);
        records.forEach(record -> AuditActionCheck.check(record.events()));
        return records;
    }

    @Test
    void aRefusalSaysWhoWasRefusedWhatAndWhy() throws IOException {
        Denials denials = new Denials(pipeline, () -> Instant.ofEpochMilli(now.get()), 5, 50);
        pipeline.start();
        denials.refused(denied(from("192.0.2.1"), wrong()));
        denials.refused(denied(from("192.0.2.1"), new Refusal(Refusal.Code.NOT_FOUND, "no such network")));
        denials.refused(denied(from("192.0.2.1"), new Refusal(Refusal.Code.FORBIDDEN, "x".repeat(1_000))));
        List<JournalRecord> records = recorded(2);
        JournalRecord first = records.getFirst();
        assertEquals(2, records.size());
        assertEquals("192.0.2.1", first.source());
        assertEquals("kick_member", first.command());
        assertEquals("unauthenticated: signature verification failed", first.outcome());
        assertEquals(Source.requestId(77), first.request());
        assertEquals(List.of(), first.changes());
        AuditEvent event = first.events().getFirst();
        assertEquals("auth.denied", event.action());
        assertEquals("{command=kick_member, code=unauthenticated, reason=signature verification failed"
                + named() + "}", event.attributes().toString());
        assertEquals("forbidden: " + "x".repeat(300), records.get(1).outcome());
    }

    private static String named() {
        String node = KICK.signer().equals(NodeId.NONE) ? "" : ", node_id=" + KICK.signer();
        return KICK.scope().equals(NetworkId.BACKBONE) ? node : node + ", network_id=" + KICK.scope();
    }

    /** Whoever floods fills neither the disk nor the queue, and takes nobody else's place but in the sum. */
    @Test
    void aFloodIsSampledAndCounted() throws IOException {
        Denials denials = new Denials(pipeline, () -> Instant.ofEpochMilli(now.get()), 2, 5);
        pipeline.start();
        for (int i = 0; i < 10_000; i++) {
            denials.refused(denied(from("192.0.2.1"), wrong()));
        }
        assertEquals(9_998, denials.suppressed());
        for (int i = 0; i < 1_000; i++) {
            denials.refused(denied(from("198.51.100." + i % 250), wrong()));
        }
        assertEquals(9_998 + 997, denials.suppressed());
        now.addAndGet(1_000);
        denials.refused(denied(from("192.0.2.1"), wrong()));
        List<JournalRecord> records = recorded(6);
        assertEquals(6, records.size());
        assertEquals(1, records.stream().filter(each -> each.source().equals("198.51.100.0")).count());
        long told = records.stream().flatMap(each -> each.events().stream()).map(AuditEvent::attributes)
                .map(attributes -> attributes.getOrDefault("suppressed", 0))
                .mapToLong(number -> ((Number) number).longValue()).sum();
        assertEquals(denials.suppressed(), told, "every suppressed refusal is in the trail as a number");
    }

    @Test
    void whatCouldNotBeWrittenIsCounted() {
        Denials denials = new Denials(pipeline, () -> Instant.ofEpochMilli(now.get()), 5, 50);
        pipeline.start();
        pipeline.close();
        denials.refused(denied(from("192.0.2.1"), wrong()));
        assertEquals(1, denials.suppressed());
        assertEquals(0, journal.lastSequence());
    }

    @Test
    void zeroRecordsNone() {
        Denials denials = new Denials(pipeline, () -> Instant.ofEpochMilli(now.get()), 5, 0);
        pipeline.start();
        denials.refused(denied(from("192.0.2.1"), wrong()));
        assertEquals(0, pipeline.backlog());
        assertEquals(1, denials.suppressed());
    }
}
