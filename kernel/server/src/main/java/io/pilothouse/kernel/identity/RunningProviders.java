package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.kernel.plugin.InstanceHolder;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances, one for each configured place and type of component that serves it. They are made on threads of their own and outside of the lock: a plugin may take
 * its time.
 *
 * <p>Threads: any that may block.
 */
final class RunningProviders implements InstanceHolder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProviders.class);
    /** How long a question waits for an instance that is being made. */
    private static final Duration MAKING = Duration.ofSeconds(10);
    /** How long one that could not be made is not tried again. */
    private static final long AGAIN = Duration.ofSeconds(10).toNanos();
    private static final int LONGEST_ID = 1_024;
    /** How often a question looks for the successor of an instance that was closed before it came in. */
    private static final int SUCCESSORS = 5;
    private static final Verdict GONE = new Verdict.Unavailable("closed before it was asked");

    private final StateView state;
    private final ProviderMaker maker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Slot, Instance> instances = new HashMap<>();
    private boolean closed;

    private record Slot(Integration.Place place, String type) {}

    /** An instance, or one that is being made. */
    private record Instance(Integration as, String type, CompletableFuture<Made> made) {
        Slot slot() {
            return new Slot(as.place(), type);
        }

        boolean usable(Integration wanted) {
            Made now = made.getNow(null);
            return as.sameAs(wanted)
                    && (now == null || now.provider() != null || System.nanoTime() - now.since() < AGAIN);
        }
    }

    /** What became of a configuration; without a provider it could not be made. */
    private record Made(Guarded<IdentityProvider> provider, long since) {}

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
            List.copyOf(instances.values()).stream().filter(one -> !current(one.as())).forEach(old -> {
                instances.remove(old.slot());
                drop(old);
            });
            state.integrations().filter(one -> IdentityProviders.serves(one.place())).toList()
                    .forEach(one -> instance(one, maker.type(one, Inquiry.Purpose.REGISTRATION).orElse("")));
        } finally {
            lock.unlock();
        }
    }

    private boolean current(Integration one) {
        return state.integration(one.place()).filter(one::sameAs).isPresent();
    }

    /** It may have to be made first, and then have calls to wait for, and nobody has to wait with it. */
    private static void drop(Instance old) {
        Thread.ofVirtual().name("pilothouse-identity-close").start(() -> {
            Made made = old.made().join();
            if (made.provider() != null) {
                made.provider().close();
            }
        });
    }

    /** Under the lock. */
    private Instance instance(Integration wanted, String type) {
        Instance held = instances.get(new Slot(wanted.place(), type));
        if (held != null && held.usable(wanted)) {
            return held;
        }
        if (held != null) {
            drop(held);
        }
        Instance fresh = new Instance(wanted, type, new CompletableFuture<>());
        instances.put(fresh.slot(), fresh);
        Thread.ofVirtual().name("pilothouse-identity-setup").start(() -> fresh.made().complete(make(wanted, type)));
        return fresh;
    }

    private Made make(Integration wanted, String type) {
        try {
            Guarded<IdentityProvider> provider = maker.make(wanted, type);
            while (provider.outdated()) {
                provider.close();
                provider = maker.make(wanted, type);
            }
            LOG.atInfo().addKeyValue("kind", wanted.place().kind()).addKeyValue("type", wanted.type())
                    .addKeyValue("served_by", type).addKeyValue("url", wanted.url()).log("identity provider ready");
            return new Made(provider, System.nanoTime());
        } catch (StartupException failed) {
            return unusable(wanted, failed.getMessage());
        } catch (RuntimeException | Error defect) {
            // Also errors: whoever waits for the instance has to get one, with or without a provider.
            return unusable(wanted, defect.toString());
        }
    }

    private static Made unusable(Integration wanted, String reason) {
        LOG.atError().addKeyValue("kind", wanted.place().kind()).addKeyValue("type", wanted.type())
                .addKeyValue("url", wanted.url()).addKeyValue("reason", reason)
                .log("identity provider cannot be used; registrations with a token are refused");
        return new Made(null, System.nanoTime());
    }

    @Override
    public void renew() throws StartupException {
        StartupException failed = null;
        // One that is being made is not waited for: who makes it may wait for the shelf, and looks itself at what it got.
        for (Instance held : held()) {
            Made made = held.made().getNow(null);
            if (made == null || !current(held.as()) || made.provider() != null && !made.provider().outdated()) {
                continue;
            }
            try {
                replace(held, new Made(maker.make(held.as(), held.type()), System.nanoTime()));
            } catch (StartupException unusable) {
                if (made.provider() != null) {
                    failed = unusable;
                } else if (!held.type().isEmpty()) {
                    // Another reason than the last one, as a rule: the operator has just changed a plugin.
                    replace(held, unusable(held.as(), unusable.getMessage()));
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void giveUp() {
        for (Instance held : held()) {
            Made made = held.made().getNow(null);
            if (made != null && made.provider() != null && made.provider().outdated()) {
                replace(held, unusable(held.as(), "its plugin was taken away"));
            }
        }
    }

    private List<Instance> held() {
        lock.lock();
        try {
            return List.copyOf(instances.values());
        } finally {
            lock.unlock();
        }
    }

    /** What became of an instance; null if that takes too long. */
    private static Made await(Instance instance) {
        try {
            return instance.made().get(MAKING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException late) {
            LOG.debug("{} is not made yet", instance.as().place(), late);
            return null;
        }
    }

    /** The new one takes the place first; then the old one is closed, when its calls have ended. */
    private void replace(Instance held, Made fresh) {
        boolean taken;
        lock.lock();
        try {
            taken = !closed && instances.replace(held.slot(), held,
                    new Instance(held.as(), held.type(), CompletableFuture.completedFuture(fresh)));
        } finally {
            lock.unlock();
        }
        if (taken) {
            drop(held);
        } else if (fresh.provider() != null) {
            fresh.provider().close();
        }
    }

    IdentityEvidence ask(Inquiry inquiry) {
        Integration wanted = inquiry.provider();
        String type = maker.type(wanted, inquiry.purpose()).orElse("");
        if (type.isEmpty() && inquiry.purpose() == Inquiry.Purpose.VALIDATION) {
            return new IdentityEvidence.Denied(Refusal.Code.UNAVAILABLE,
                    "no plugin verifies tokens of the identity provider of type " + Quoted.text(wanted.type())
                            + " by themselves; a webhook is asked at registration only");
        }
        Credential credential = new Credential(inquiry.token(), inquiry.publicKey());
        for (int successor = 0; successor < SUCCESSORS; successor++) {
            Instance instance;
            lock.lock();
            try {
                if (closed) {
                    return unavailable("the registry is shutting down");
                }
                if (!current(wanted)) {
                    return unavailable("the identity provider has changed, try again");
                }
                instance = instance(wanted, type);
            } finally {
                lock.unlock();
            }
            Made made = await(instance);
            if (made == null) {
                return unavailable("the identity provider is not ready");
            }
            if (made.provider() == null) {
                // Why is in the log: the reason may tell of the operator's systems.
                return unavailable("the configured " + wanted.type() + " cannot be used");
            }
            Verdict verdict = made.provider().call(provider -> provider.verify(credential),
                    given -> given instanceof Verdict.Unavailable,
                    reason -> new Verdict.Unavailable("identity verification failed: " + reason), gone -> GONE);
            if (!verdict.equals(GONE)) {
                return evidence(wanted, verdict);
            }
        }
        return unavailable("the identity provider is being replaced, try again");
    }

    private static IdentityEvidence evidence(Integration asked, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified verified when Label.utf8Length(verified.externalId()) > LONGEST_ID ->
                unavailable("the external id has more than " + LONGEST_ID + " bytes");
            case Verdict.Verified verified ->
                new IdentityEvidence.Verified(asked, verified.externalId(), verified.attributes());
            case Verdict.Rejected rejected -> new IdentityEvidence.Denied(Refusal.Code.UNAUTHENTICATED,
                    rejected.text());
            case Verdict.Malformed malformed -> new IdentityEvidence.Denied(Refusal.Code.INVALID, malformed.text());
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
        last.forEach(one -> {
            Made made = one.made().getNow(null);
            if (made != null && made.provider() != null) {
                made.provider().close();
            } else if (made == null) {
                drop(one);
            }
        });
    }
}
