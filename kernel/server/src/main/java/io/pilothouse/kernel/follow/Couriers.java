package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.state.StateView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The couriers at work, one for each configured sink.
 *
 * <p>Threads: any; {@link #reconcile} and {@link #close} block.
 */
final class Couriers {
    private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
    /** What a sink that is taken away may still get. */
    private static final Duration REMOVAL = Duration.ofSeconds(5);
    /** What sinks may still get when the registry stops. The rest comes after the next start. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final StateView state;
    private final Courier.Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integration.Place, Courier> couriers = new ConcurrentHashMap<>();
    private final Set<Integration.Place> leaving = new HashSet<>();
    private boolean swept;
    private boolean closed;

    Couriers(StateView state, Courier.Surroundings around) {
        this.state = state;
        this.around = around;
    }

    void ring() {
        couriers.values().forEach(Courier::ring);
    }

    List<Courier> all() {
        return List.copyOf(couriers.values());
    }

    Optional<Courier> at(Integration.Place place) {
        return Optional.ofNullable(couriers.get(place));
    }

    /** Makes what runs follow from what is configured. */
    void reconcile() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            sweep();
            for (Courier courier : all()) {
                if (state.integration(courier.place()).isEmpty()) {
                    couriers.remove(courier.place());
                    leave(courier);
                }
            }
            state.integrations().filter(one -> AuditDelivery.serves(one.place())).toList().forEach(this::serve);
        } finally {
            lock.unlock();
        }
    }

    private void serve(Integration wanted) {
        Courier there = couriers.get(wanted.place());
        if (there != null) {
            there.configure(wanted);
        } else if (!leaving.contains(wanted.place())) {
            Courier courier = new Courier(wanted, around);
            couriers.put(wanted.place(), courier);
            courier.start();
        }
    }

    /** Delivers what is there, on a thread that nobody waits for; the place is free after it. */
    private void leave(Courier courier) {
        leaving.add(courier.place());
        Thread.ofVirtual().name("pilothouse-courier-leaving").start(() -> {
            try {
                courier.finish(REMOVAL);
                LOG.atInfo().addKeyValue("sink", courier.name()).addKeyValue("undelivered", courier.behind())
                        .addKeyValue("dead_letters", courier.deadLetters())
                        .log("sink taken away, and with it what it did not get");
                around.folder().forget(courier.name());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (IOException kept) {
                LOG.warn("the files of {} cannot be deleted: {}", courier.name(), kept.getMessage());
            }
            lock.lock();
            try {
                leaving.remove(courier.place());
            } finally {
                lock.unlock();
            }
            reconcile();
        });
    }

    /** What was taken away just before the registry was stopped or killed has left its files. */
    private void sweep() {
        if (swept) {
            return;
        }
        swept = true;
        try {
            Set<String> configured = new HashSet<>();
            state.integrations().forEach(one -> configured.add(one.place().sink()));
            for (String sink : around.folder().sinks()) {
                if (!configured.contains(sink)) {
                    around.folder().forget(sink);
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("files of sinks cannot be looked at: {}", unreadable.getMessage());
        }
    }

    /** Lets all of them deliver what they can in a moment, and ends them. */
    void close() throws InterruptedException {
        List<Courier> ending;
        lock.lock();
        try {
            closed = true;
            ending = new ArrayList<>(couriers.values());
        } finally {
            lock.unlock();
        }
        CountDownLatch left = new CountDownLatch(ending.size());
        for (Courier courier : ending) {
            Thread.ofVirtual().name("pilothouse-courier-ending").start(() -> {
                try {
                    courier.finish(SHUTDOWN);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                } finally {
                    left.countDown();
                }
            });
        }
        left.await();
    }
}
