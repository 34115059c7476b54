package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.net.Subscriptions;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.SubscribeReplication.Position;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Feeds a standby of ours with the journal, from the record after the last one it has. A slow standby is only further behind:
 * it costs one page of records and a cursor.
 */
final class RecordFeeder extends Feeder {
    /** Encoded bytes on their way before the next page is read. */
    private static final long WINDOW = 4L << 20;
    /** Stored bytes in one message; a record that is longer travels alone. */
    private static final int MESSAGE = 1 << 20;
    private static final int FEWEST = 4;
    private static final int MOST = 2_000;
    private static final int SEEN_PER_MESSAGE = 20_000;
    private static final Duration PRESENCE = Duration.ofSeconds(30);

    private final Sources sources;
    private final Position position;
    private int page = 64;
    private volatile long sent;

    /**
     * What standbys are fed from.
     *
     * @param bell rings after every commit
     */
    record Sources(Journal journal, LiveState state, Presence presence, InstantSource clock, Bell bell) {}

    RecordFeeder(String standby, Consumer<Feeder> begun, Consumer<Feeder> ended, Sources sources, Position position) {
        super(standby, begun, ended, sources.bell());
        this.sources = sources;
        this.position = position;
    }

    @Override
    byte[] heartbeat() {
        return Messages.heartbeat(sources.journal().lastSequence());
    }

    @Override
    void feed(Subscriptions.Stream to) throws IOException, InterruptedException {
        String objection = objection();
        if (!objection.isEmpty()) {
            refuse(to, objection, true);
            return;
        }
        Journal journal = sources.journal();
        to.send(Messages.begin(sources.state().registryId(), journal.lastSequence()));
        long next = position.sequence() + 1;
        sent = position.sequence();
        long seenUpTo = 0;
        long presenceSent = Long.MIN_VALUE;
        while (!over()) {
            long heard = sources.bell().rings();
            List<StoredRecord> records = journal.stored(next, page);
            if (!records.isEmpty() && records.getFirst().sequence() != next) {
                refuse(to, tooOld(records.getFirst().sequence(), next - 1), true);
                return;
            }
            if (!records.isEmpty()) {
                next = send(records, next, to);
                sent = next - 1;
                continue;
            }
            long now = sources.clock().millis();
            if (presenceSent == Long.MIN_VALUE || now - presenceSent >= PRESENCE.toMillis()) {
                sendPresence(to, seenUpTo);
                // A little overlap, because the clock of who was seen and this one are read at different moments.
                seenUpTo = now - 1_000;
                presenceSent = now;
            }
            sources.bell().await(heard, PRESENCE);
        }
    }

    @Override
    boolean upToDate() {
        return sent >= sources.journal().lastSequence() && taken();
    }

    /** Why this standby cannot go on from where it is, empty when it can. */
    private String objection() throws IOException {
        Journal journal = sources.journal();
        String own = sources.state().registryId();
        long last = journal.lastSequence();
        if (position.sequence() <= 0) {
            return tooOld(journal.firstSequence(), 0);
        }
        if (!position.registry().equals(own)) {
            return "the standby holds data of registry " + position.registry() + ", this is registry " + own
                    + ": start the standby with an empty data folder";
        }
        if (position.sequence() > last) {
            return "the standby holds record " + position.sequence() + ", this registry ends at record " + last
                    + ": the standby is ahead; make it the primary, or start it with an empty data folder";
        }
        String mark = RecordMark.at(journal, position.sequence());
        if (!mark.isEmpty() && !mark.equals(position.mark())) {
            return "record " + position.sequence()
                    + " of the standby is not the one of this registry: each has gone its"
                    + " own way; decide which one holds, and start the other with an empty data folder";
        }
        return tooOld(journal.firstSequence(), position.sequence());
    }

    private static String tooOld(long first, long held) {
        return first > held + 1
                ? "the journal here begins at record " + first + ", the standby ends at record " + held
                        + ": stop both for a moment and copy this registry's data folder to the standby"
                : "";
    }

    private long send(List<StoredRecord> records, long from, Subscriptions.Stream to) throws InterruptedException {
        long next = from;
        long bytes = 0;
        int size = 0;
        List<StoredRecord> message = new ArrayList<>();
        for (Iterator<StoredRecord> each = records.iterator(); each.hasNext();) {
            StoredRecord stored = each.next();
            message.add(stored);
            size += stored.bytes().length;
            bytes += stored.bytes().length;
            next = stored.sequence() + 1;
            if (size >= MESSAGE || !each.hasNext()) {
                awaitRoom(to, WINDOW);
                to.send(Messages.records(message, sources.journal().lastSequence()));
                message.clear();
                size = 0;
            }
        }
        // Pages are counted in records, whose sizes differ by a factor of a thousand: keep a page near the size of a message.
        page = Math.clamp(bytes > 2L * MESSAGE ? page / 2 : bytes < MESSAGE ? page * 2L : page, FEWEST, MOST);
        return next;
    }

    private void sendPresence(Subscriptions.Stream to, long after) throws InterruptedException {
        long[] pairs = new long[2 * SEEN_PER_MESSAGE];
        int length = 0;
        for (Iterator<Node> nodes = sources.state().identities().iterator(); nodes.hasNext();) {
            Node node = nodes.next();
            long seen = node.live() ? sources.presence().lastSeen(node.id()) : 0;
            if (seen > after) {
                pairs[length++] = node.id().value();
                pairs[length++] = seen;
            }
            if (length == pairs.length || length > 0 && !nodes.hasNext()) {
                awaitRoom(to, WINDOW);
                to.send(Messages.presence(pairs, length));
                length = 0;
            }
        }
    }
}
