package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every exporter of the audit trail keeps. */
public abstract class AuditExporterContract extends DeliveryContract<AuditExporter> {
    /** For extending it. */
    protected AuditExporterContract() {}

    @Override
    protected abstract AuditExporter.Factory factory();

    @Override
    final Delivery send(AuditExporter component, List<AuditEntry> events) throws Exception {
        return component.export(events);
    }

    @Test
    final void contractTheLongestBatchIsDeliveredWholeAndInOrder() throws Exception {
        accepts(receiver());
        AuditExporter exporter = component();
        int most = exporter.most();
        assertTrue(most >= 1, () -> "a batch has at least one event, not " + most);
        assertEquals(most, exporter.most(), "the longest batch never changes");
        assertEquals(new Delivery.Delivered(), within(DEADLINE, () -> exporter.export(Events.kicks(1, most))));
        assertEquals(LongStream.rangeClosed(1, most).boxed().toList(), taken(receiver()));
    }

    @Test
    final void contractTheSameBatchAgainHasTheSameIds() throws Exception {
        accepts(receiver());
        AuditExporter exporter = component();
        within(DEADLINE, () -> exporter.export(Events.kicks(9, 1)));
        List<Long> once = taken(receiver());
        receiver().forget();
        within(DEADLINE, () -> exporter.export(Events.kicks(9, 1)));
        List<Long> all = taken(receiver());
        assertEquals(once.getLast(), all.getLast());
    }
}
