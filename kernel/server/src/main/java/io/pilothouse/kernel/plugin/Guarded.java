package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.Component;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way into a component of a plugin. Whatever happens in there, the caller gets an answer within the deadline: a
 * component that throws, hangs, is overrun or was closed costs its callers a "no" and nobody else anything. A call runs on a
 * platform thread with the plugin's context class loader, one of the component's own: an endless loop on a virtual thread would take a
 * carrier from all others. A call that does not end keeps its place, so a component cannot gather threads.
 *
 * <p>Threads: callers may be any that may block.
 *
 * @param <C> the kind of component
 */
public final class Guarded<C extends Component> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);
    private static final Duration DRAINING = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final String instance;
    private final C component;
    private final GuardLimits limits;
    private final CallMeter meter;
    private final LongSupplier nanoTime;
    private final CircuitBreaker breaker;
    private final Semaphore places;
    /** As many as there are places; a thread goes when there is nothing to do, with all that the plugin tied to it. */
    private final ThreadPoolExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Tenancy tenancy;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Guards a component, which is closed with it.
     *
     * @param nanoTime as {@code System.nanoTime}
     */
    public Guarded(String instance, C component, GuardLimits limits, CallMeter meter, LongSupplier nanoTime) {
        this(instance, component, limits, meter, nanoTime, Tenancy.NONE);
    }

    /** Guards a component of a plugin. */
    Guarded(String instance, C component, GuardLimits limits, CallMeter meter, LongSupplier nanoTime,
            Tenancy tenancy) {
        this.tenancy = tenancy;
        this.instance = instance;
        this.component = component;
        this.limits = limits;
        this.meter = meter;
        this.nanoTime = nanoTime;
        breaker = new CircuitBreaker(limits.failures(), limits.pause());
        places = new Semaphore(limits.atOnce(), true);
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, LINGER.toNanos(), TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                tenancy.threads().name("pilothouse-" + instance + "-", 1).factory());
    }

    /** Its name. */
    public String instance() {
        return instance;
    }

    /** Whether the plugin that made it was replaced or removed; its holder makes another one and closes this. */
    public boolean outdated() {
        return tenancy.outdated();
    }

    /** How many calls were asked for. */
    public long calls() {
        return calls.sum();
    }

    /** How many of them came to no good answer. */
    public long failures() {
        return failures.sum();
    }

    /** Whether it is left alone for the moment, because it only failed. */
    public boolean broken() {
        return breaker.open() || !tenancy.stopped().isEmpty();
    }

    /**
     * Calls the component.
     *
     * @param work the call
     * @param fails whether an answer counts as a failure of the component
     * @param instead makes the answer when the component gave none, from the reason
     */
    public <R> R call(Function<? super C, ? extends R> work, Predicate<? super R> fails,
            Function<String, ? extends R> instead) {
        return call(work, fails, instead, instead);
    }

    /**
     * Calls the component, which may have been closed since the caller found it.
     *
     * @param gone makes the answer when it was closed and the call was not made; the caller may then look for its successor
     */
    public <R> R call(Function<? super C, ? extends R> work, Predicate<? super R> fails,
            Function<String, ? extends R> instead, Function<String, ? extends R> gone) {
        long began = nanoTime.getAsLong();
        Ending<R> ending = attempt(work, fails, began);
        meter.called(instance, ending.outcome(), nanoTime.getAsLong() - began);
        if (ending.gone()) {
            return gone.apply(ending.reason());
        }
        calls.increment();
        if (!ending.outcome().equals("ok")) {
            failures.increment();
        }
        return ending.answer() == null ? instead.apply(ending.reason()) : ending.answer();
    }

    private record Ending<R>(String outcome, R answer, String reason, boolean gone) {
        static <R> Ending<R> without(String outcome, String reason) {
            return new Ending<>(outcome, null, reason, false);
        }

        static <R> Ending<R> gone(String instance) {
            return new Ending<>("closed", null, instance + " was closed", true);
        }
    }

    private <R> Ending<R> attempt(Function<? super C, ? extends R> work, Predicate<? super R> fails, long began) {
        if (closed.get()) {
            return Ending.gone(instance);
        }
        if (!breaker.admits(began)) {
            return Ending.without("open", instance + " has failed several times and is left alone for a moment");
        }
        boolean told = false;
        try {
            if (waiting.incrementAndGet() > limits.waiting() + limits.atOnce()) {
                return Ending.without("full", "requests to " + instance + " pile up, try again");
            }
            if (!places.tryAcquire(left(began), TimeUnit.NANOSECONDS)) {
                return closed.get()
                        ? Ending.gone(instance)
                        : Ending.without("full", instance + " was busy for " + limits.deadline().toMillis() + " ms");
            }
            if (closed.get()) {
                places.release();
                return Ending.gone(instance);
            }
            String stopped = tenancy.stopped();
            if (!stopped.isEmpty()) {
                places.release();
                return Ending.without("stopped", instance + " is left alone: " + stopped);
            }
            told = true;
            return called(work, fails, began);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Ending.without("closed", "the registry is shutting down");
        } finally {
            waiting.decrementAndGet();
            if (!told) {
                breaker.notCalled();
            }
        }
    }

    private long left(long began) {
        return Math.max(0, limits.deadline().toNanos() - (nanoTime.getAsLong() - began));
    }

    private <R> Ending<R> called(Function<? super C, ? extends R> work, Predicate<? super R> fails, long began) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        long left = left(began);
        Call calling = new Call();
        try {
            threads.execute(() -> {
                if (!calling.begins()) {
                    places.release();
                    return;
                }
                Thread.currentThread().setContextClassLoader(component.getClass().getClassLoader());
                try {
                    answer.complete(tenancy.<R>watched(instance, left, () -> work.apply(component)));
                } catch (Throwable thrown) {
                    // Also errors. None of them is the plugin's own object: the caller looks at it on his thread.
                    answer.completeExceptionally(thrown);
                } finally {
                    calling.ends();
                    places.release();
                }
            });
        } catch (OutOfMemoryError noThread) {
            places.release();
            return failed("full", "there is no thread for a call of " + instance);
        }
        try {
            R given = answer.get(left(began), TimeUnit.NANOSECONDS);
            if (given == null) {
                return failed("threw", instance + " gave no answer");
            }
            if (fails.test(given)) {
                breaker.failed(nanoTime.getAsLong());
                return new Ending<>("failed", given, "", false);
            }
            breaker.succeeded();
            return new Ending<>("ok", given, "", false);
        } catch (TimeoutException late) {
            calling.interrupt();
            return failed("late", instance + " did not answer within " + limits.deadline().toMillis() + " ms");
        } catch (ExecutionException | CancellationException thrown) {
            LOG.warn("{} failed", instance, thrown.getCause());
            return thrown.getCause() instanceof StoppedCallError stopped
                    ? failed("stopped", instance + " was stopped: " + stopped.getMessage())
                    : failed("threw", instance + " failed");
        } catch (InterruptedException stop) {
            calling.interrupt();
            Thread.currentThread().interrupt();
            return failed("closed", "the registry is shutting down");
        }
    }

    /** A call on its thread, which goes on to others: so it is not interrupted after its end. */
    private static final class Call {
        private Thread thread;
        private boolean given;

        private synchronized boolean begins() {
            thread = Thread.currentThread();
            return !given;
        }

        private synchronized void ends() {
            thread = null;
            Thread.interrupted();
        }

        private synchronized void interrupt() {
            given = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    private <R> Ending<R> failed(String outcome, String reason) {
        breaker.failed(nanoTime.getAsLong());
        return Ending.without(outcome, reason);
    }

    /** No more calls; the component is closed when those in it have ended, at once or later. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (places.tryAcquire(limits.atOnce(), DRAINING.toNanos(), TimeUnit.NANOSECONDS)) {
                closeComponent();
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        LOG.warn("{} still works on calls; it is closed when they end", instance);
        Thread.ofVirtual().name("pilothouse-close-" + instance).start(() -> {
            places.acquireUninterruptibly(limits.atOnce());
            closeComponent();
        });
    }

    /** On a thread of its own, as calls are: an end that does not come must not hold anybody either. */
    private void closeComponent() {
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            try {
                Thread.currentThread().setContextClassLoader(component.getClass().getClassLoader());
                tenancy.watched("close-" + instance, CLOSING.toNanos(), () -> {
                    component.close();
                    return true;
                });
            } catch (RuntimeException | Error failed) {
                // Also errors: a stopped call is one.
                LOG.warn("{} could not be closed cleanly", instance, failed);
            } finally {
                places.release(limits.atOnce());
                tenancy.ended(this);
            }
        }, true);
        threads.execute(closing);
        threads.shutdown();
        try {
            closing.get(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            threads.shutdownNow();
            LOG.warn("{} does not come to an end of its closing; nobody waits for it any more", instance);
        } catch (ExecutionException unlikely) {
            LOG.warn("{} could not be closed", instance, unlikely);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
