package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.Component;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way into a component of a plugin. Whatever happens in there, the caller gets an answer within the deadline: a
 * component that throws, hangs, is overrun or was closed costs its callers a "no" and nobody else anything. A call runs on a
 * virtual thread of its own with the plugin's context class loader; one that does not end keeps its place, so a component cannot
 * gather threads.
 *
 * <p>Threads: callers may be any that may block.
 *
 * @param <C> the kind of component
 */
public final class Guarded<C extends Component> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);
    private static final Duration DRAINING = Duration.ofSeconds(2);

    private final String instance;
    private final C component;
    private final GuardLimits limits;
    private final CallMeter meter;
    private final LongSupplier nanoTime;
    private final CircuitBreaker breaker;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Guards a component, which is closed with it.
     *
     * @param nanoTime as {@code System.nanoTime}
     */
    public Guarded(String instance, C component, GuardLimits limits, CallMeter meter, LongSupplier nanoTime) {
        this.instance = instance;
        this.component = component;
        this.limits = limits;
        this.meter = meter;
        this.nanoTime = nanoTime;
        breaker = new CircuitBreaker(limits.failures(), limits.pause());
        places = new Semaphore(limits.atOnce(), true);
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
        long began = nanoTime.getAsLong();
        Ending<R> ending = attempt(work, fails, began);
        meter.called(instance, ending.outcome(), nanoTime.getAsLong() - began);
        return ending.answer() == null ? instead.apply(ending.reason()) : ending.answer();
    }

    private record Ending<R>(String outcome, R answer, String reason) {
        static <R> Ending<R> without(String outcome, String reason) {
            return new Ending<>(outcome, null, reason);
        }
    }

    private <R> Ending<R> attempt(Function<? super C, ? extends R> work, Predicate<? super R> fails, long began) {
        if (!breaker.admits(began)) {
            return Ending.without("open", instance + " has failed several times and is left alone for a moment");
        }
        boolean told = false;
        try {
            if (waiting.incrementAndGet() > limits.waiting() + limits.atOnce()) {
                return Ending.without("full", "requests to " + instance + " pile up, try again");
            }
            if (!places.tryAcquire(left(began), TimeUnit.NANOSECONDS)) {
                return Ending.without("full", instance + " was busy for " + limits.deadline().toMillis() + " ms");
            }
            if (closed) {
                places.release();
                return Ending.without("closed", instance + " was closed");
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
        Thread calling = Thread.ofVirtual().name("pilothouse-" + instance).unstarted(() -> {
            Thread.currentThread().setContextClassLoader(component.getClass().getClassLoader());
            try {
                answer.complete(work.apply(component));
            } catch (Throwable thrown) {
                // Also errors: they come from the plugin's code.
                answer.completeExceptionally(thrown);
            } finally {
                places.release();
            }
        });
        calling.start();
        try {
            R given = answer.get(left(began), TimeUnit.NANOSECONDS);
            if (given == null) {
                return failed("threw", instance + " gave no answer");
            }
            if (fails.test(given)) {
                breaker.failed(nanoTime.getAsLong());
                return new Ending<>("failed", given, "");
            }
            breaker.succeeded();
            return new Ending<>("ok", given, "");
        } catch (TimeoutException late) {
            calling.interrupt();
            return failed("late", instance + " did not answer within " + limits.deadline().toMillis() + " ms");
        } catch (ExecutionException | CancellationException thrown) {
            LOG.warn("{} failed", instance, thrown.getCause());
            return failed("threw", instance + " failed");
        } catch (InterruptedException stop) {
            calling.interrupt();
            Thread.currentThread().interrupt();
            return failed("closed", "the registry is shutting down");
        }
    }

    private <R> Ending<R> failed(String outcome, String reason) {
        breaker.failed(nanoTime.getAsLong());
        return Ending.without(outcome, reason);
    }

    /** No more calls; the component is closed when those in it have ended, at once or later. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
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

    private void closeComponent() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(component.getClass().getClassLoader());
        try {
            component.close();
        } catch (RuntimeException | Error failed) {
            // Also errors: they come from the plugin's code.
            LOG.warn("{} could not be closed cleanly", instance, failed);
        } finally {
            thread.setContextClassLoader(before);
            places.release(limits.atOnce());
        }
    }
}
