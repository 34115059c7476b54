package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.commit.CommitListener;
import io.pilothouse.kernel.commit.IdentityDesk;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.plugin.InstanceHolder;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.spi.StartupException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity providers of the registry. What runs follows from the state, also after a restart and on a standby that has
 * become the primary. Without a configured provider there is nothing but this object.
 *
 * <p>Threads: any; whatever takes time is done on virtual threads.
 */
public final class IdentityProviders implements IdentityDesk, CommitListener, InstanceHolder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProviders.class);
    private static final int IN_FLIGHT = 4_096;

    private final StateView state;
    private final RunningProviders running;
    private final Runnable verified;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * None yet.
     *
     * @param state the live state
     * @param maker makes them
     * @param verified is told of every verified identity
     */
    public IdentityProviders(StateView state, ProviderMaker maker, Runnable verified) {
        this.state = state;
        this.verified = verified;
        running = new RunningProviders(state, maker);
    }

    /** Whether this serves an integration: the providers of the whole registry. */
    public static boolean serves(Integration.Place place) {
        return (place.kind() == Integration.Kind.IDENTITY_PROVIDER
                || place.kind() == Integration.Kind.IDENTITY_WEBHOOK)
                && place.equals(Integration.Place.global(place.kind()));
    }

    /** Makes what is configured already, without waiting for it. */
    public void start() {
        if (state.integrations().anyMatch(one -> serves(one.place()))) {
            reconcile();
        }
    }

    @Override
    public void committed(JournalRecord committed) {
        for (Change change : committed.changes()) {
            if (change instanceof Change.IntegrationPut put && serves(put.integration().place())
                    || change instanceof Change.IntegrationRemoved gone && serves(gone.place())) {
                reconcile();
                return;
            }
        }
    }

    private void reconcile() {
        Thread.ofVirtual().name("pilothouse-identity-setup").start(running::reconcile);
    }

    @Override
    public void ask(Inquiry inquiry, Consumer<IdentityEvidence> evidence) {
        if (inFlight.incrementAndGet() > IN_FLIGHT) {
            inFlight.decrementAndGet();
            evidence.accept(RunningProviders.unavailable("registrations with a token pile up, try again"));
            return;
        }
        Thread.ofVirtual().name("pilothouse-identity").start(() -> evidence.accept(verify(inquiry)));
    }

    private IdentityEvidence verify(Inquiry inquiry) {
        try {
            IdentityEvidence found = running.ask(inquiry);
            if (found instanceof IdentityEvidence.Verified) {
                verified.run();
            }
            return found;
        } catch (RuntimeException | Error defect) {
            // Also errors: whatever happens, the registration must get an answer, and not a good one.
            LOG.error("an identity token could not be verified", defect);
            return new IdentityEvidence.Denied(Refusal.Code.INTERNAL, "identity verification failed");
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public void renew() throws StartupException {
        running.renew();
    }

    @Override
    public void giveUp() {
        running.giveUp();
    }

    @Override
    public void close() {
        running.close();
    }
}
