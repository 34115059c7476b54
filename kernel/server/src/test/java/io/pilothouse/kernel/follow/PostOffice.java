package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.model.AuditActionCheck;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A journal with a state, and receivers that do what a test says. */
final class PostOffice implements SinkMaker {
    static final CourierRules QUICK = new CourierRules(Duration.ofMillis(1), Duration.ofMillis(8),
            Duration.ofMillis(20), Duration.ofMillis(5), 3, Duration.ofDays(3), 10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final MemoryStore store = new MemoryStore();
    final LiveState state = new LiveState();
    final Journal journal = new Journal(store, 0);
    /** What arrived, as {@code id action}. */
    final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    final List<Integer> batches = new ArrayList<>();
    final List<AuditEvent> recorded = new ArrayList<>();
    final Map<CourierMeter.What, AtomicLong> counted = new ConcurrentHashMap<>();
    final AtomicLong made = new AtomicLong();
    final AtomicLong closed = new AtomicLong();
    volatile Function<List<AuditEntry>, Sink.Attempt> receiver = batch -> delivered();
    volatile String unusable = "";
    /** Of the plugin that makes the sinks. */
    volatile int edition = 1;
    volatile int most = 1;
    volatile boolean givesUp;
    /** Events that were handed over as coming again. */
    final List<Long> again = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final Path data;
    private CourierRules rules = QUICK;
    private Couriers couriers;

    PostOffice(Path data) {
        this.data = data;
    }

    PostOffice rules(CourierRules others) {
        rules = others;
        return this;
    }

    static Sink.Attempt delivered() {
        return new Sink.Attempt(new Delivery.Delivered(), true);
    }

    static Sink.Attempt retry() {
        return new Sink.Attempt(new Delivery.Retry("answered 503"), true);
    }

    static Sink.Attempt nobody() {
        return new Sink.Attempt(new Delivery.Retry("does not take connections"), false);
    }

    static Sink.Attempt refused() {
        return new Sink.Attempt(new Delivery.Refused("answered 400"), true);
    }

    Couriers open() {
        couriers = new Couriers(state, new Courier.Surroundings(new EventNumbers(state, journal), () -> "checkpoint",
                new SinkFolder(data), this, rules,
                (sink, what, events) -> counted.computeIfAbsent(what, unused -> new AtomicLong()).addAndGet(events),
                event -> {
                    AuditActionCheck.check(List.of(event));
                    synchronized (recorded) {
                        recorded.add(event);
                    }
                }, () -> Instant.ofEpochMilli(now.get()), () -> 0));
        couriers.reconcile();
        return couriers;
    }

    void close() throws InterruptedException {
        couriers.close();
    }

    @Override
    public Sink make(Integration configured) throws StartupException {
        if (!unusable.isEmpty()) {
            throw new StartupException(unusable);
        }
        made.incrementAndGet();
        int own = edition;
        return new Sink() {
            @Override
            public boolean outdated() {
                return own != edition;
            }

            @Override
            public boolean givesUpItself() {
                return givesUp;
            }

            @Override
            public Attempt hand(List<AuditEntry> batch, boolean comesAgain) {
                if (comesAgain) {
                    batch.forEach(entry -> again.add(entry.id()));
                }
                Attempt attempt = receiver.apply(batch);
                if (attempt.delivery() instanceof Delivery.Delivered done) {
                    synchronized (batches) {
                        batches.add(batch.size());
                    }
                    batch.stream().filter(entry -> !done.refused().containsKey(entry.id()))
                            .forEach(entry -> arrived.add(entry.id() + " " + entry.action()));
                }
                return attempt;
            }

            @Override
            public boolean wants(String action) {
                return configured.setting("events").isEmpty() || action.matches(configured.setting("events"));
            }

            @Override
            public int most() {
                return most;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    /** A record of these events. */
    JournalRecord commit(List<AuditEvent> events, Change... changes) throws Exception {
        JournalRecord entry = new JournalRecord(journal.lastSequence() + 1, now.incrementAndGet(),
                new Principal.GlobalAdmin(), "::1",
                "r1", "test", "", events, List.of(changes));
        journal.append(List.of(entry));
        state.apply(entry);
        journal.published();
        if (couriers != null) {
            couriers.ring();
        }
        return entry;
    }

    /** Time passes. */
    void later(Duration time) {
        now.addAndGet(time.toMillis());
    }

    void happen(String... actions) throws Exception {
        for (String action : actions) {
            commit(List.of(AuditEvent.of(action).and("node_id", 7)));
        }
    }

    static Integration.Place export() {
        return Integration.Place.global(Integration.Kind.AUDIT_EXPORT);
    }

    static Integration.Place webhook() {
        return Integration.Place.global(Integration.Kind.WEBHOOK);
    }

    /** Configures a sink, as the commands do. */
    void configure(Integration.Place place, String url, String events) throws Exception {
        Integration one = new Integration(place, "test", Map.of("url", url, "events", events), Map.of(),
                NetworkId.BACKBONE, now.get() + 1);
        String kind = place.kind() == Integration.Kind.WEBHOOK ? "webhook" : "audit_export";
        commit(List.of(AuditEvent.of(kind + ".configured")), new Change.IntegrationPut(one));
        if (couriers != null) {
            couriers.reconcile();
        }
    }

    String next() throws InterruptedException {
        return arrived.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<String> next(int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    long counted(CourierMeter.What what) {
        AtomicLong number = counted.get(what);
        return number == null ? 0 : number.get();
    }

    /** Waits until something is so. */
    static void until(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come true within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
