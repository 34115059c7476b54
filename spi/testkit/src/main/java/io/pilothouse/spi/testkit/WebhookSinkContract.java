package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.WebhookSink;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every webhook sink keeps. */
public abstract class WebhookSinkContract extends DeliveryContract<WebhookSink> {
    /** For extending it. */
    protected WebhookSinkContract() {}

    @Override
    protected abstract WebhookSink.Factory factory();

    @Override
    final Delivery send(WebhookSink component, List<AuditEntry> events) throws Exception {
        return component.deliver(events.getFirst());
    }

    /** A dead letter that the operator sends again may come to a component that knows nothing of it. */
    @Test
    final void contractWhatComesAgainArrivesAtAComponentMadeAnew() throws Exception {
        accepts(receiver());
        WebhookSink sink = component();
        assertEquals(new Delivery.Delivered(), within(DEADLINE, () -> sink.redeliver(Events.kick(1))));
        assertEquals(new Delivery.Delivered(), within(DEADLINE, () -> sink.redeliver(Events.kick(1))));
        assertEquals(List.of(1L, 1L), taken(receiver()), "each time the operator wants it");
    }

    @Test
    final void contractWhatItWantsNeverChanges() throws Exception {
        WebhookSink sink = component();
        for (String action : List.of("member.kicked", "node.registered", "", "*", "a\nb")) {
            assertEquals(sink.wants(action), sink.wants(action), action);
        }
    }
}
