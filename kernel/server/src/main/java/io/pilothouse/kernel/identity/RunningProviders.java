package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.Label;
import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instances, one for each configured place. Threads: any that may block. */
final class RunningProviders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProviders.class);
    /** How long a question waits for an instance that is being made. */
    private static final Duration MAKING = Duration.ofSeconds(10);
    /** How long one that could not be made is not tried again. */
    private static final long AGAIN = Duration.ofSeconds(10).toNanos();
    private static final int LONGEST_ID = 1_024;

    private final StateView state;
    private final ProviderMaker maker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integration.Place, Instance> instances = new HashMap<>();
    private boolean closed;

    /** What became of a configuration; without a provider it could not be made. */
    private record Instance(Integration as, Guarded<IdentityProvider> provider, long since) {}

    RunningProviders(StateView state, ProviderMaker maker) {
        this.state = state;
        this.maker = maker;
    }

    static IdentityEvidence unavailable(String why) {
        return new IdentityEvidence.Denied(Refusal.Code.UNAVAILABLE, "identity verification failed: " + why);
    }

    /** Makes instances of what is configured and closes those that are not any more. */
    void reconcile() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            List.copyOf(instances.values()).stream().filter(one -> !current(one.as())).forEach(this::drop);
            state.integrations().filter(one -> IdentityProviders.serves(one.place())).toList().forEach(this::instance);
        } finally {
            lock.unlock();
        }
    }

    private boolean current(Integration one) {
        return state.integration(one.place()).filter(one::sameAs).isPresent();
    }

    private void drop(Instance old) {
        instances.remove(old.as().place());
        if (old.provider() != null) {
            // It may have calls to wait for, and nobody has to wait with it.
            Thread.ofVirtual().name("pilothouse-identity-close").start(old.provider()::close);
        }
    }

    private Instance instance(Integration wanted) {
        Instance held = instances.get(wanted.place());
        if (held != null && held.as().sameAs(wanted)
                && (held.provider() != null || System.nanoTime() - held.since() < AGAIN)) {
            return held;
        }
        if (held != null) {
            drop(held);
        }
        Instance made = make(wanted);
        instances.put(wanted.place(), made);
        return made;
    }

    private Instance make(Integration wanted) {
        try {
            Guarded<IdentityProvider> provider = maker.make(wanted);
            LOG.atInfo().addKeyValue("kind", wanted.place().kind()).addKeyValue("type", wanted.type())
                    .addKeyValue("url", wanted.url()).log("identity provider ready");
            return new Instance(wanted, provider, System.nanoTime());
        } catch (StartupException failed) {
            LOG.atError().addKeyValue("kind", wanted.place().kind()).addKeyValue("type", wanted.type())
                    .addKeyValue("url", wanted.url()).addKeyValue("reason", failed.getMessage())
                    .log("identity provider cannot be used; registrations with a token are refused");
            return new Instance(wanted, null, System.nanoTime());
        }
    }

    IdentityEvidence ask(Inquiry inquiry) {
        Integration wanted = inquiry.provider();
        Instance instance;
        try {
            if (!lock.tryLock(MAKING.toNanos(), TimeUnit.NANOSECONDS)) {
                return unavailable("the identity provider is not ready");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return unavailable("the registry is shutting down");
        }
        try {
            if (closed) {
                return unavailable("the registry is shutting down");
            }
            if (!current(wanted)) {
                return unavailable("the identity provider has changed, try again");
            }
            instance = instance(wanted);
        } finally {
            lock.unlock();
        }
        if (instance.provider() == null) {
            // Why is in the log: the reason may tell of the operator's systems.
            return unavailable("the configured " + wanted.type() + " cannot be used");
        }
        return evidence(wanted, instance.provider().call(
                provider -> provider.verify(new Credential(inquiry.token(), inquiry.publicKey())),
                verdict -> verdict instanceof Verdict.Unavailable,
                reason -> new Verdict.Unavailable("identity verification failed: " + reason)));
    }

    private static IdentityEvidence evidence(Integration asked, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified verified when Label.utf8Length(verified.externalId()) > LONGEST_ID ->
                unavailable("the external id has more than " + LONGEST_ID + " bytes");
            case Verdict.Verified verified -> new IdentityEvidence.Verified(asked, verified.externalId());
            case Verdict.Rejected rejected -> new IdentityEvidence.Denied(Refusal.Code.UNAUTHENTICATED,
                    rejected.text());
            case Verdict.Unavailable unavailable -> new IdentityEvidence.Denied(Refusal.Code.UNAVAILABLE,
                    unavailable.text());
        };
    }

    @Override
    public void close() {
        List<Instance> last;
        lock.lock();
        try {
            closed = true;
            last = List.copyOf(instances.values());
            instances.clear();
        } finally {
            lock.unlock();
        }
        last.stream().filter(one -> one.provider() != null).forEach(one -> one.provider().close());
    }
}
