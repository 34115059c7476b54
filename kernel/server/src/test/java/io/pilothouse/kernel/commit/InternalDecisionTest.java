package io.pilothouse.kernel.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InternalDecisionTest {
    private static final AuditEvent EVENT = AuditEvent.of("test.happened").and("n", 1);

    private final List<JournalRecord> committed = new CopyOnWriteArrayList<>();
    private final CommitPipeline pipeline = new CommitPipeline(new LiveState(), new Presence(),
            new Journal(new Appending(), 0), new AccessRules(AdminToken.of(""), false, Keys.SECRETS),
            () -> Instant.ofEpochMilli(1_800_000_000_000L));

    InternalDecisionTest() {
        pipeline.listen(committed::add);
        pipeline.start();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private Outcome outcome(Function<Context, Decision> decide) throws Exception {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        pipeline.submitInternal(decide, told::complete);
        return told.get(10, TimeUnit.SECONDS);
    }

    @Test
    void theRegistrysOwnDecisionsAreRecordedWithoutACommand() throws Exception {
        Outcome outcome = outcome(context -> Decision.reply(new EmptyReply(), new Principal.Registry()).event(EVENT));
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals(List.of(new JournalRecord(1, 1_800_000_000_000L, new Principal.Registry(), "local", "",
                List.of(EVENT), List.of())), committed);
    }

    @Test
    void aDecisionThatComesToNothingIsNotRecorded() throws Exception {
        assertInstanceOf(Outcome.Done.class,
                outcome(context -> Decision.reply(new EmptyReply(), new Principal.Registry())));
        assertEquals(List.of(), committed);
    }

    @Test
    void aRecordedRefusalIsDurableBeforeItIsTold() throws Exception {
        Outcome outcome = outcome(context -> Decision
                .refuse(new Refusal(Refusal.Code.FORBIDDEN, "no"), new Principal.Anonymous()).event(EVENT));
        assertEquals(new Outcome.Refused(Refusal.Code.FORBIDDEN, "no"), outcome);
        assertEquals(List.of(EVENT), committed.getFirst().events());
    }

    @Test
    void aDefectIsAnIncident() throws Exception {
        Outcome outcome = outcome(context -> {
            throw new IllegalStateException("made for this test");
        });
        assertEquals(Refusal.Code.INTERNAL, assertInstanceOf(Outcome.Refused.class, outcome).code());
    }

    /** A store that takes records and does nothing else. */
    private static final class Appending implements PersistenceBackend {
        @Override
        public void append(List<StoredRecord> batch) {
            assertEquals(1, batch.size());
        }

        @Override
        public long lastSequence() {
            return 0;
        }

        @Override
        public long firstSequence() {
            return 0;
        }

        @Override
        public List<StoredRecord> read(long fromSequence, int limit) {
            return List.of();
        }

        @Override
        public List<Long> snapshots() {
            return List.of();
        }

        @Override
        public SnapshotReader openSnapshot(long sequence) {
            throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public SnapshotWriter beginSnapshot(long sequence) {
            throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public void discardRecordsBefore(long sequence) {
            throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public void discardSnapshots(int keep) {
            throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public void close() {
            // There is nothing to let go.
        }
    }
}
