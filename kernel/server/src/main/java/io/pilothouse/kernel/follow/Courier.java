package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of the journal to one sink: in order, at least once, for as long as it takes. Idle it costs a waiting virtual
 * thread and nothing else.
 *
 * <p>Threads: one of its own; everything that is not private is for any other.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    /** How long a cursor may be newer than its file. */
    private static final Duration SAVING = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofDays(1);
    /** A pause is shortened to this part of it at most. */
    private static final int SHORTENED = 8;

    private final Surroundings around;
    private final String name;
    private final Integration.Place place;
    private final Bell news = new Bell();
    private final Bell orders = new Bell();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Tally tally;
    private final Thread thread;
    private final SinkSeat seat;
    private final Replay replay;
    private volatile boolean finishing;
    private volatile DeadLetters deadLetters;
    private volatile Cursor cursor;
    private volatile long waitingSince;
    private volatile boolean waiting;
    private TrailReader reader;
    private Cursor saved;
    private long savedAt;
    private int limit = Integer.MAX_VALUE;
    private long ordersHeard;
    /** The newest event that a sink was offered and did not take. */
    private long offered;

    /**
     * What couriers work with.
     *
     * @param numbers the journal, and who knows the numbers of events
     * @param checkpoint the newest signed checkpoint, empty without one
     * @param folder of cursors and dead letters
     * @param recorder records an event of the registry itself
     * @param chance from 0 to 1
     */
    record Surroundings(EventNumbers numbers, Supplier<String> checkpoint, SinkFolder folder,
            SinkMaker maker, CourierRules rules, CourierMeter meter, Consumer<AuditEvent> recorder, InstantSource clock,
            DoubleSupplier chance) {}

    Courier(Integration configured, Surroundings around) {
        this.around = around;
        seat = new SinkSeat(configured, around.maker());
        place = configured.place();
        name = place.sink();
        tally = new Tally(place, around.meter());
        replay = new Replay(name);
        thread = Thread.ofVirtual().name("pilothouse-courier-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There are new records. */
    void ring() {
        news.ring();
    }

    /** Works for this configuration from now on, from where it is. */
    void configure(Integration configured) {
        if (seat.want(configured)) {
            order();
        }
    }

    /** Makes the sink anew if its plugin was replaced, and tries again one that could not be made; as {@link SinkSeat#renew}. */
    void renew() throws StartupException {
        if (seat.renew()) {
            order();
        }
    }

    /** Closes a sink whose plugin is gone. Events wait. */
    void giveUp() {
        if (seat.outdated()) {
            seat.again();
            order();
        }
    }

    /** Offers all dead letters once more. */
    void replay() {
        replay.order();
        order();
    }

    /** Forgets all dead letters. */
    void purge() {
        replay.purge();
        order();
    }

    private void order() {
        orders.ring();
        news.ring();
    }

    /**
     * Delivers what is there already, then ends.
     *
     * @param longest after this it ends in any case
     */
    void finish(Duration longest) throws InterruptedException {
        finishing = true;
        order();
        if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            thread.interrupt();
            if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} does not end", name);
            }
        }
    }

    Integration.Place place() {
        return place;
    }

    String name() {
        return name;
    }

    /** What became of its events. */
    Tally tally() {
        return tally;
    }

    List<DeadLetter> newestDeadLetters() {
        DeadLetters letters = deadLetters;
        return letters == null ? List.of() : letters.newest();
    }

    int deadLetters() {
        DeadLetters letters = deadLetters;
        return letters == null ? 0 : letters.size();
    }

    /** The record that it needs next; all of them as long as that is not known. */
    long needs() {
        Cursor here = cursor;
        return here == null ? 1 : here.sequence();
    }

    /** Events that it has not dealt with. */
    long behind() {
        Cursor here = cursor;
        return here == null ? 0 : Math.max(0, around.numbers().state().events().events() - here.done());
    }

    /** Age of the oldest event that waits, in seconds. */
    long late() {
        return waiting ? Math.max(0, (around.clock().millis() - waitingSince) / 1_000) : 0;
    }

    private void run() {
        try {
            boolean ready = false;
            while (!ready && !finishing) {
                ready = begin();
            }
            while (ready && step()) {
                // A step is all there is to do.
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("{} has a defect and ends; its events wait until the registry is started again", name, defect);
        } finally {
            end();
        }
    }

    private boolean begin() throws InterruptedException {
        ordersHeard = orders.rings();
        try {
            Integration as = seat.wanted();
            deadLetters = new DeadLetters(around.folder().deadLetters(name), around.rules().deadLetters());
            Cursor found = around.folder().cursor(name).orElse(null);
            if (found == null) {
                found = around.numbers().configured(as);
                around.folder().keep(name, found);
            }
            saved = found;
            cursor = found;
            reader = new TrailReader(around.numbers().journal(), around.checkpoint(), found);
            return true;
        } catch (IOException unreadable) {
            LOG.error("{} cannot begin and tries again: {}", name, unreadable.getMessage());
            pause(around.rules().remake());
            return false;
        }
    }

    /** Whether there may be more to do. */
    private boolean step() throws InterruptedException {
        long heard = news.rings();
        ordersHeard = orders.rings();
        try {
            if (!sinkIsThere()) {
                beLate();
                if (finishing) {
                    return false;
                }
                pause(around.rules().remake());
                return true;
            }
            replay.work(deadLetters, seat.sink(), () -> tally.arrived(1, behind()), () -> finishing);
            if (reader.fill(this::wants)) {
                if (reconfigured()) {
                    return true;
                }
                note();
                return hand();
            }
            note();
            if (finishing) {
                return false;
            }
            if (!replay.underWay()) {
                news.await(heard, unsaved() ? SAVING : IDLE);
            }
        } catch (TrailReader.Overtaken overtaken) {
            goOnAt(overtaken.oldest());
        } catch (IOException broken) {
            tally.broken(String.valueOf(broken.getMessage()));
            if (finishing) {
                return false;
            }
            pause(own());
        }
        return true;
    }

    private boolean sinkIsThere() throws IOException {
        if (seat.settled()) {
            return true;
        }
        if (seat.reconfigured()) {
            tally.reconfigured();
        }
        try {
            Integration now = seat.take();
            // What it wants may be something else than what the one before wanted.
            reader.go(reader.cursor().since(now.since()));
            tally.ready(now, reader.cursor().done() + 1);
            return true;
        } catch (StartupException unusable) {
            tally.unusable(seat.wanted(), String.valueOf(unusable.getMessage()));
            return false;
        }
    }

    /** What was read may tell of another configuration of this sink; then it is for that one. */
    private boolean reconfigured() {
        around.numbers().state().integration(place).ifPresent(seat::want);
        return !seat.settled();
    }

    private boolean wants(AuditEntry entry) {
        return (place.scope().backbone() || entry.networkId() == place.scope().value())
                && seat.sink().wants(entry.action());
    }

    /** Whether to go on. */
    private boolean hand() throws IOException, InterruptedException {
        List<AuditEntry> batch = reader.next(Math.min(limit, seat.sink().most()));
        waitingSince = batch.getFirst().time().toEpochMilli();
        waiting = true;
        Sink.Attempt attempt = seat.sink().hand(batch, batch.getFirst().id() <= offered);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        switch (attempt.delivery()) {
            case Delivery.Delivered done -> {
                List<AuditEntry> refused = batch.stream().filter(entry -> done.refused().containsKey(entry.id()))
                        .toList();
                for (AuditEntry entry : refused) {
                    bury(entry, done.refused().get(entry.id()));
                }
                tally.arrived(batch.size() - refused.size(), behind());
                passed(batch.size());
                limit = limit > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : limit * 2;
            }
            case Delivery.Refused no when batch.size() > 1 -> limit = batch.size() / 2;
            case Delivery.Refused no -> {
                bury(batch.getFirst(), no.reason());
                passed(1);
            }
            case Delivery.Retry again -> {
                return retry(batch, again, attempt.reached());
            }
        }
        return true;
    }

    private boolean retry(List<AuditEntry> batch, Delivery.Retry again, boolean reached)
            throws IOException, InterruptedException {
        offered = batch.getLast().id();
        tally.retried(batch.size(), again.reason(), reached);
        if (place.kind() == Integration.Kind.WEBHOOK && enough(batch.getFirst(), reached)) {
            bury(batch.getFirst(), again.reason());
            passed(1);
            return true;
        }
        tally.waiting(again.reason(), behind());
        if (finishing) {
            return false;
        }
        pause(again.after().map(this::granted).orElseGet(this::own));
        return true;
    }

    private Duration own() {
        return around.rules().pause(tally.failures(), around.chance().getAsDouble());
    }

    /**
     * A receiver that always asks to be tried again at once is not: its wish shortens the pauses after the first to a part. Webhooks
     * are offered an event only a few times, so those are not spent on it.
     */
    private Duration granted(Duration wish) {
        Duration bounded = Collections.min(List.of(wish, around.rules().longestWish()));
        if (tally.failures() == 1 || seat.sink().givesUpItself()) {
            return bounded;
        }
        Duration least = place.kind() == Integration.Kind.WEBHOOK ? own() : own().dividedBy(SHORTENED);
        return Collections.max(List.of(bounded, least));
    }

    private boolean enough(AuditEntry entry, boolean reached) {
        CourierRules rules = around.rules();
        return reached
                ? !seat.sink().givesUpItself() && rules.webhookAttempts() > 0
                        && tally.refusals() >= rules.webhookAttempts()
                : rules.webhookAge().isPositive()
                        && entry.time().plus(rules.webhookAge()).isBefore(around.clock().instant());
    }

    private void passed(int count) throws IOException {
        reader.done(count);
        tally.went();
        note();
    }

    private void bury(AuditEntry entry, String reason) throws IOException {
        if (deadLetters.add(new DeadLetter(entry, reason))) {
            tally.lost(1,
                    "there are " + around.rules().deadLetters() + " dead letters already; the oldest was dropped");
        }
        tally.buried(entry, reason);
    }

    private void goOnAt(long oldest) {
        try {
            Cursor next = around.numbers().before(oldest, reader.cursor().since());
            long events = Math.max(0, next.first() - 1 - reader.cursor().done());
            tally.lost(events, "the journal begins at record " + oldest + ": retention did not wait longer");
            reader.go(next);
            note();
            around.recorder().accept(AuditEvent.of("delivery.overtaken").and("sink", name).and("events", events));
        } catch (IOException unreadable) {
            LOG.error("{} cannot go on: {}", name, unreadable.getMessage());
        }
    }

    /** Events wait for a sink that cannot be made: since when the first of them does. */
    private void beLate() throws IOException {
        if (!waiting && behind() > 0) {
            List<JournalRecord> next = around.numbers().journal().readEntries(reader.cursor().sequence(), 1);
            if (!next.isEmpty()) {
                waitingSince = next.getFirst().time();
                waiting = true;
            }
        }
    }

    private void note() throws IOException {
        cursor = reader.cursor();
        waiting = waiting && behind() > 0;
        if (unsaved() && System.nanoTime() - savedAt >= SAVING.toNanos()) {
            save();
        }
    }

    private boolean unsaved() {
        return !reader.cursor().equals(saved);
    }

    private void save() throws IOException {
        around.folder().keep(name, reader.cursor());
        saved = reader.cursor();
        savedAt = System.nanoTime();
    }

    private void pause(Duration time) throws InterruptedException {
        if (unsavedCursor()) {
            trySave();
        }
        // An order that came since the beginning of the step is not slept through.
        orders.await(ordersHeard, time);
    }

    private boolean unsavedCursor() {
        return reader != null && unsaved();
    }

    private void trySave() {
        try {
            save();
        } catch (IOException full) {
            LOG.error("{} cannot keep its cursor: {}", name, full.getMessage());
        }
    }

    private void end() {
        // An interrupt would also stop what is still to be kept.
        boolean interrupted = Thread.interrupted();
        if (unsavedCursor()) {
            trySave();
        }
        seat.close();
        ended.countDown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
