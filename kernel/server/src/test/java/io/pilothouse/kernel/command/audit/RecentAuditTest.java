package io.pilothouse.kernel.command.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What was before the start is read when somebody asks, once, and stands behind what has happened since. */
class RecentAuditTest {
    private final AtomicInteger reads = new AtomicInteger();

    private static JournalRecord event(long time, String action) {
        return new JournalRecord(time, time, new Principal.Registry(), "local", "", List.of(AuditEvent.of(action)),
                List.of());
    }

    private RecentAudit after(long records) {
        return new RecentAudit(() -> {
            reads.incrementAndGet();
            return LongStream.rangeClosed(1, records).mapToObj(time -> event(time, "node.registered")).toList();
        });
    }

    private static List<Long> times(RecentAudit audit, int limit) {
        return audit.recent(NetworkId.BACKBONE, limit).stream().map(AuditTrail.Entry::time).toList();
    }

    @Test
    void theJournalIsReadAtTheFirstQuestionAndOnce() {
        RecentAudit audit = after(3);
        audit.committed(event(10, "node.registered"));
        assertEquals(0, reads.get());
        assertEquals(List.of(10L, 3L, 2L, 1L), times(audit, 10));
        audit.committed(event(11, "node.registered"));
        assertEquals(List.of(11L, 10L), times(audit, 2));
        assertEquals(1, reads.get());
    }

    @Test
    void olderEventsFillWhatIsFree() {
        RecentAudit audit = after(AuditTrail.KEPT);
        audit.committed(event(5_000, "node.registered"));
        List<Long> times = times(audit, 2_000);
        assertEquals(AuditTrail.KEPT, times.size());
        assertEquals(5_000, times.getFirst());
        assertEquals(2, times.getLast());
    }

    @Test
    void refusalsStartsAndStopsAreLeftOut() {
        RecentAudit audit = new RecentAudit(() -> List.of(event(1, AuditTrail.DENIED), event(2, "node.registered")));
        audit.committed(event(3, AuditTrail.DENIED));
        audit.committed(event(4, "server.stopped"));
        audit.committed(event(5, "server.started"));
        assertEquals(List.of(2L), times(audit, 10));
    }

    @Test
    void anUnreadableJournalIsNoEmptyAnswer() {
        RecentAudit audit = new RecentAudit(() -> {
            throw new IOException("record 7 is damaged");
        });
        audit.committed(event(10, "node.registered"));
        for (int question = 0; question < 2; question++) {
            assertEquals("the last events before the start cannot be read from the journal: record 7 is damaged",
                    assertThrows(IllegalStateException.class, () -> audit.recent(NetworkId.BACKBONE, 1)).getMessage());
        }
    }
}
