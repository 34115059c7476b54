package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.SubscribeReplication;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standby's side of replication: follows a primary for ever, and keeps what it has while the primary is away. A primary of
 * ours sends its journal, which becomes this registry's journal record by record; one of R1 sends snapshots.
 *
 * <p>Threads: one of its own does all the work; {@link #status} any.
 */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Primary primary;
    private final LiveState state;
    private final Presence presence;
    private final Journal journal;
    private final Adoption adoption;
    private final SnapshotIntake snapshots;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private final CompletableFuture<Optional<String>> firstContact = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("pilothouse-follow").unstarted(this::run);
    private final Bell closing = new Bell();
    private volatile PrimaryLink link;
    private volatile boolean closed;
    private volatile FollowStatus status;
    private long primaryLast;

    /**
     * A follower that has not begun.
     *
     * @param records takes the records: the commit pipeline's intake
     * @param acceptable whether a key can ever verify a signature
     * @param secrets seals the tokens that snapshots of R1 hold in clear
     * @param folder where a snapshot lies while it is read
     * @param chance numbers from 0 to below 1, which keep standbys from coming back all at once
     */
    public Follower(Primary primary, LiveState state, Presence presence, Journal journal, AuditTrail audit,
            Records records, Predicate<PublicKey> acceptable, SecretBox secrets, Path folder, InstantSource clock,
            DoubleSupplier chance) {
        this.primary = primary;
        this.state = state;
        this.presence = presence;
        this.journal = journal;
        this.clock = clock;
        this.chance = chance;
        adoption = new Adoption(records, presence);
        snapshots = new SnapshotIntake(state, presence, journal, audit, acceptable, secrets, folder, clock);
        status = new FollowStatus(primary.name(), false, 0, 0, "not connected yet");
    }

    /** Takes the records of a primary. */
    @FunctionalInterface
    public interface Records extends Adoption.Intake {}

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    /**
     * Waits until this registry has caught up with its primary or the first attempt has failed, at most so long.
     *
     * @return why the two can never go together; empty otherwise
     */
    public Optional<String> firstContact(Duration longest) throws InterruptedException {
        try {
            return firstContact.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("still catching up", late);
            return Optional.empty();
        }
    }

    /** How it stands. */
    public FollowStatus status() {
        return status;
    }

    private void run() {
        Duration pause = primary.pace().firstPause();
        String told = "";
        while (!closed) {
            String trouble;
            boolean isFinal = false;
            boolean followed = false;
            try (PrimaryLink opened = PrimaryLink.open(primary)) {
                link = opened;
                if (closed) {
                    return;
                }
                follow(opened);
                throw new IllegalStateException("a stream has no end of its own");
            } catch (FollowRefusal refusal) {
                trouble = refusal.getMessage();
                isFinal = refusal.isFinal();
            } catch (IOException broken) {
                trouble = String.valueOf(broken.getMessage());
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException defect) {
                trouble = "a defect: " + defect;
                LOG.error("following failed", defect);
            } finally {
                link = null;
                followed = status.connected();
            }
            if (closed) {
                return;
            }
            status = new FollowStatus(primary.name(), false, status.behind(), status.heard(), trouble);
            if (!trouble.equals(told) || followed) {
                LOG.atWarn().addKeyValue("primary", primary.name()).addKeyValue("reason", trouble)
                        .log(isFinal ? "the primary cannot be followed" : "not following");
                told = trouble;
            }
            firstContact.complete(isFinal ? Optional.of(trouble) : Optional.empty());
            pause = isFinal
                    ? primary.pace().longestPause()
                    : followed ? primary.pace().firstPause() : pause;
            try {
                closing.await(0, Duration.ofNanos((long) (pause.toNanos() * (0.5 + chance.getAsDouble()))));
            } catch (InterruptedException stop) {
                return;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(primary.pace().longestPause()) < 0 ? twice : primary.pace().longestPause();
        }
    }

    private void follow(PrimaryLink opened) throws IOException, InterruptedException {
        long last = journal.lastSequence();
        JsonWriter out = new JsonWriter().beginObject().text("type", SubscribeReplication.TYPE.name());
        new SubscribeReplication(primary.token(),
                Optional.of(new SubscribeReplication.Position(state.registryId(), last,
                        RecordMark.at(journal, last))))
                .write(out);
        opened.say(out.endObject().bytes());
        boolean snapshotsBegan = false;
        boolean recordsBegan = false;
        while (true) {
            Inbound message = opened.next();
            boolean wasConnected = status.connected();
            switch (message.type()) {
                case Messages.ERROR -> throw new FollowRefusal("the primary refuses: " + advised(message.error()),
                        message.isFinal());
                case Messages.BEGIN -> {
                    begin(message);
                    recordsBegan = true;
                }
                case Messages.SNAPSHOT -> {
                    if (!snapshotsBegan) {
                        snapshots.begin();
                        snapshotsBegan = true;
                    }
                    snapshots.take(message.snapshot(), adoption);
                }
                case Messages.RECORDS -> {
                    if (!recordsBegan) {
                        throw new IOException("the primary sent records before it said whose they are");
                    }
                    adoption.adopt(records(message));
                }
                case Messages.PRESENCE -> presence(message.seen());
                case Messages.HEARTBEAT -> LOG.trace("the primary is there");
                case Messages.DELTA -> LOG.debug("the primary sent a delta, which no snapshot needs");
                default -> LOG.debug("the primary sent a message of an unknown type");
            }
            if (message.last() >= 0) {
                primaryLast = message.last();
            }
            if (snapshotsBegan || recordsBegan) {
                long behind = snapshotsBegan ? 0 : Math.max(0, primaryLast - journal.lastSequence());
                status = new FollowStatus(primary.name(), true, behind, clock.millis(), "");
                if (!wasConnected) {
                    LOG.atInfo().addKeyValue("primary", primary.name()).addKeyValue("behind", behind).log("following");
                }
                if (behind == 0) {
                    firstContact.complete(Optional.empty());
                }
            }
        }
    }

    private static String advised(String error) {
        return switch (error) {
            case "replication not configured" -> error + " (give the primary a replication-token)";
            case "invalid replication token" -> error + " (replication-token must be the same on both)";
            default -> error;
        };
    }

    private void begin(Inbound message) throws FollowRefusal {
        String own = state.registryId();
        if (!own.isEmpty() && !own.equals(message.registry())) {
            throw new FollowRefusal(
                    "the primary is registry " + message.registry() + ", the data here belongs to " + own
                            + ": start the standby with an empty data folder",
                    true);
        }
    }

    private List<Adoption.Foreign> records(Inbound message) throws IOException {
        List<Adoption.Foreign> records = new ArrayList<>(message.records().size());
        long sequence = message.first();
        if (sequence != journal.lastSequence() + 1) {
            throw new IOException("the primary sent record " + sequence + " where record "
                    + (journal.lastSequence() + 1) + " is next");
        }
        try {
            for (byte[] stored : message.records()) {
                records.add(new Adoption.Foreign(RecordCodec.decode(sequence++, stored), stored));
            }
        } catch (DamagedStoreException unreadable) {
            throw new IOException("record " + (sequence - 1) + " of the primary cannot be read here: it was damaged on"
                    + " the way, or the primary is of a newer version", unreadable);
        }
        return records;
    }

    private void presence(long[] seen) {
        for (int i = 0; i + 1 < seen.length; i += 2) {
            if (seen[i] > 0 && seen[i] <= 0xFFFF_FFFFL) {
                NodeId node = NodeId.of(seen[i]);
                if (seen[i + 1] > presence.lastSeen(node) && state.node(node).isPresent()) {
                    presence.seen(node, seen[i + 1]);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        PrimaryLink open = link;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                LOG.debug("the connection to the primary was gone already", gone);
            }
        }
        closing.ring();
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
