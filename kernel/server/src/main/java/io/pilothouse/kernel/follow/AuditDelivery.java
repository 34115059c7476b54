package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.command.admin.Deliveries;
import io.pilothouse.kernel.commit.CommitListener;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.plugin.InstanceHolder;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.spi.StartupException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The way of the audit trail to other people's systems. What runs follows from the state, also after a restart and on a standby
 * that has become the primary. Without a configured sink there is nothing but this object.
 *
 * <p>Threads: any.
 */
public final class AuditDelivery implements CommitListener, Deliveries, InstanceHolder, AutoCloseable {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
            .withZone(ZoneOffset.UTC);

    private final StateView state;
    private final Supplier<Equipment> equipment;
    private volatile Couriers couriers;
    private volatile boolean started;
    private boolean closed;

    /**
     * None yet.
     *
     * @param state the live state
     * @param equipment what the work is done with, when there is something to do
     */
    public AuditDelivery(StateView state, Supplier<Equipment> equipment) {
        this.state = state;
        this.equipment = equipment;
    }

    /** Whether this serves an integration. */
    public static boolean serves(Integration.Place place) {
        return place.kind() == Integration.Kind.AUDIT_EXPORT || place.kind() == Integration.Kind.WEBHOOK;
    }

    /** Begins with what is configured already, without waiting for it. */
    public void start() {
        started = true;
        if (state.integrations().anyMatch(one -> serves(one.place()))) {
            reconcile();
        }
    }

    @Override
    public void committed(JournalRecord committed) {
        for (Change change : committed.changes()) {
            if (change instanceof Change.IntegrationPut put && serves(put.integration().place())
                    || change instanceof Change.IntegrationRemoved gone && serves(gone.place())
                    || change instanceof Change.NetworkRemoved && couriers != null) {
                reconcile();
                break;
            }
        }
        Couriers running = couriers;
        if (running == null || committed.events().isEmpty()) {
            return;
        }
        running.ring();
        for (AuditEvent event : committed.events()) {
            switch (event.action()) {
                case REPLAYED -> order(event, Courier::replay);
                case PURGED -> order(event, Courier::purge);
                default -> {
                    // Nothing to do but to deliver it.
                }
            }
        }
    }

    private void order(AuditEvent event, Consumer<Courier> order) {
        each((place, courier) -> {
            if (courier.name().equals(event.attributes().get("sink"))) {
                order.accept(courier);
            }
        });
    }

    /** Makes what runs follow from what is configured; does not wait for it. */
    public void reconcile() {
        Thread.ofVirtual().name("pilothouse-couriers").start(() -> {
            Couriers running = running();
            if (running != null) {
                running.reconcile();
            }
        });
    }

    @Override
    public void renew() throws StartupException {
        Couriers running = couriers;
        if (running == null) {
            return;
        }
        StartupException failed = null;
        for (Courier courier : running.all()) {
            try {
                courier.renew();
            } catch (StartupException unusable) {
                failed = unusable;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void giveUp() {
        each((place, courier) -> courier.giveUp());
    }

    private synchronized Couriers running() {
        if (couriers == null && !closed) {
            couriers = equipment.get().couriers(state);
        }
        return couriers;
    }

    /** Hands over all couriers with their places. */
    private void each(BiConsumer<Integration.Place, Courier> taker) {
        Couriers running = couriers;
        if (running != null) {
            running.all().forEach(courier -> taker.accept(courier.place(), courier));
        }
    }

    /** How far behind a sink is. */
    public record Lag(Integration.Place place, String name, long events, long seconds, long deadLetters) {}

    /** How far behind all sinks are. */
    public List<Lag> lags() {
        Couriers running = couriers;
        return running == null
                ? List.of()
                : running.all().stream().map(courier -> new Lag(courier.place(), courier.name(), courier.behind(),
                        courier.late(), courier.deadLetters())).toList();
    }

    /** The oldest record that a sink still needs; Long.MAX_VALUE when none does. */
    public long needs() {
        Couriers running = couriers;
        if (running == null) {
            return started && state.integrations().anyMatch(one -> serves(one.place())) ? 1 : Long.MAX_VALUE;
        }
        return running.all().stream().mapToLong(Courier::needs).min().orElse(Long.MAX_VALUE);
    }

    private Optional<Courier> courier(Integration.Place place) {
        Couriers running = couriers;
        return running == null ? Optional.empty() : running.at(place);
    }

    @Override
    public Progress progress(Integration.Place place) {
        return courier(place).map(one -> new Progress(one.tally().delivered(), one.tally().failed(),
                one.tally().dropped(), one.deadLetters(), one.tally().trouble())).orElse(Progress.NONE);
    }

    @Override
    public List<Undeliverable> deadLetters(Integration.Place place) {
        return courier(place).map(Courier::newestDeadLetters).orElse(List.of()).stream()
                .map(letter -> new Undeliverable(letter.entry().id(), letter.entry().action(),
                        SECONDS.format(letter.entry().time()), DeadLetter.data(letter.entry()), letter.reason()))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        Couriers running;
        synchronized (this) {
            closed = true;
            running = couriers;
        }
        if (running != null) {
            running.close();
        }
    }
}
