package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Component;
import io.pilothouse.spi.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What exporters and webhook sinks have in common: "delivered" is said only of what the receiver has.
 *
 * @param <C> the kind of component
 */
public abstract class DeliveryContract<C extends Component> extends ComponentContract<C> {
    DeliveryContract() {}

    /** Hands events over in one call of the component. */
    abstract Delivery send(C component, List<AuditEntry> events) throws Exception;

    /** Makes the system take everything. */
    protected void accepts(Receiver system) {
        system.answers(request -> Answer.json(200, "{}"));
    }

    /** Makes the system refuse what is sent, for ever; status 400 if it is not overridden. */
    protected void refuses(Receiver system) {
        system.answers(request -> Answer.json(400, "{}"));
    }

    /** Whether the component talks HTTP to the receiver; faults of HTTP are left out otherwise. */
    protected boolean overHttp() {
        return true;
    }

    /**
     * Ids of the events that the system has taken, in order, as a real one would read them from what it got.
     */
    protected abstract List<Long> taken(Receiver system) throws Exception;

    /**
     * The value of {@code new_external_id} of an event, as a real system would read it from what it got; empty if the format does
     * not carry attributes one by one, and then the whole text it carries must hold the value.
     */
    protected abstract Optional<String> text(Receiver system, long id) throws Exception;

    @Override
    protected void use(C component) throws Exception {
        accepts(receiver());
        send(component, Events.kicks(1, 1));
    }

    @Test
    final void contractWhatIsDeliveredWasTakenInOrder() throws Exception {
        accepts(receiver());
        C component = component();
        for (long id = 1; id <= 3; id++) {
            long each = id;
            assertEquals(new Delivery.Delivered(), within(DEADLINE, () -> send(component, Events.kicks(each, 1))));
        }
        assertEquals(List.of(1L, 2L, 3L), taken(receiver()));
    }

    @Test
    final void contractTextsOfOthersArriveWhole() throws Exception {
        accepts(receiver());
        C component = component();
        long id = 0;
        for (String text : HostileTexts.VALUES) {
            id++;
            AuditEntry event = Events.with(id, text);
            assertEquals(new Delivery.Delivered(), within(DEADLINE, () -> send(component, List.of(event))), text);
        }
        assertEquals(HostileTexts.VALUES.size(), taken(receiver()).size(), "no text may forge or swallow an event");
        for (int index = 0; index < HostileTexts.VALUES.size(); index++) {
            Optional<String> arrived = text(receiver(), index + 1L);
            String sent = HostileTexts.VALUES.get(index);
            assertTrue(arrived.isPresent(), () -> "lost: " + sent);
            assertEquals(sent, arrived.get());
        }
    }

    @TestFactory
    final List<DynamicTest> contractAFaultIsATryAgain() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : overHttp()
                ? List.of(Fault.SILENT, Fault.CLOSES, Fault.CUTS, Fault.GARBAGE, Fault.ENDLESS, Fault.DRIPS,
                        Fault.BROKEN, Fault.BUSY, Fault.TOO_MANY)
                : List.<Fault>of()) {
            tests.add(DynamicTest.dynamicTest(fault.name(), () -> {
                accepts(receiver());
                C component = component();
                receiver().fails(fault);
                Delivery became;
                try {
                    became = within(Duration.ofSeconds(60), () -> send(component, Events.kicks(1, 1)));
                } catch (IOException again) {
                    became = new Delivery.Retry(String.valueOf(again.getMessage()));
                } finally {
                    receiver().recovers();
                }
                Delivery.Retry retry = assertInstanceOf(Delivery.Retry.class, became);
                assertFalse(retry.reason().isBlank(), "a reason for the operator");
                if (fault == Fault.BUSY || fault == Fault.TOO_MANY) {
                    assertEquals(Optional.of(Duration.ofSeconds(7)), retry.after(), "the receiver's own wish counts");
                }
                receiver().forget();
                assertEquals(new Delivery.Delivered(), within(DEADLINE, () -> send(component, Events.kicks(1, 1))));
                assertEquals(List.of(1L), taken(receiver()));
            }));
        }
        return tests;
    }

    @Test
    final void contractARedirectIsNotFollowed() throws Exception {
        if (!overHttp()) {
            return;
        }
        C component = component();
        receiver().fails(Fault.REDIRECTS);
        try {
            Delivery became = within(DEADLINE, () -> send(component, Events.kicks(1, 1)));
            assertNotNull(became);
            assertFalse(became instanceof Delivery.Delivered, "nobody has it");
        } catch (IOException again) {
            assertNotNull(again.getMessage());
        }
        assertEquals(0, receiver().received().stream().filter(each -> each.path().equals("/fine")).count());
    }

    @Test
    final void contractWhatIsRefusedForEverIsSaidToBe() throws Exception {
        if (!overHttp()) {
            return;
        }
        refuses(receiver());
        C component = component();
        Delivery became = within(DEADLINE, () -> send(component, Events.kicks(5, 1)));
        boolean refused = became instanceof Delivery.Refused
                || became instanceof Delivery.Delivered(var some) && some.keySet().equals(Set.of(5L));
        assertTrue(refused, () -> "expected Refused, or Delivered with that event refused, but " + became);
    }

    @Test
    final void contractAnInterruptEndsADelivery() throws Exception {
        C component = component();
        if (overHttp()) {
            receiver().fails(Fault.SILENT);
            endsWhenInterrupted(() -> send(component, Events.kicks(1, 1)));
        }
    }
}
