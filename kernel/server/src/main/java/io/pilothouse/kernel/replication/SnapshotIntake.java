package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.migration.GoSnapshot;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Takes snapshots of an R1 primary: what differs from the state here becomes records of this registry's own journal. R1 has no
 * registry id, so the time at which its backbone was created tells one registry from another.
 *
 * <p>Threads: one.
 */
final class SnapshotIntake {
    /** Command name of records that were made from a snapshot of the primary. */
    static final String COMMAND = "replication_snapshot";
    private static final int CHANGES_PER_RECORD = 1_000;

    private final LiveState state;
    private final Presence presence;
    private final Journal journal;
    private final AuditTrail audit;
    private final Predicate<PublicKey> acceptable;
    private final SecretBox secrets;
    private final Path folder;
    private final InstantSource clock;

    /**
     * An intake.
     *
     * @param acceptable whether a key can ever verify a signature
     * @param secrets seals the tokens that snapshots of R1 hold in clear
     * @param folder where a snapshot lies while it is read
     */
    SnapshotIntake(LiveState state, Presence presence, Journal journal, AuditTrail audit,
            Predicate<PublicKey> acceptable, SecretBox secrets, Path folder, InstantSource clock) {
        this.state = state;
        this.presence = presence;
        this.journal = journal;
        this.audit = audit;
        this.acceptable = acceptable;
        this.secrets = secrets;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Whether snapshots may replace what is here.
     *
     * @throws FollowRefusal if the newest record was not made from a snapshot: they would undo what this registry has
     *     acknowledged itself
     */
    void begin() throws IOException {
        long last = journal.lastSequence();
        if (last > 0 && !journal.read(last, 1).getFirst().command().equals(COMMAND)) {
            throw new FollowRefusal("the primary sends snapshots as R1 does, but the data here was not made from such"
                    + " snapshots alone, and they would undo the rest: start the standby with an empty data folder",
                    true);
        }
    }

    /**
     * Makes the state here that of a snapshot.
     *
     * @throws IOException if it is not sound or of another registry; nothing has changed then
     */
    void take(byte[] snapshot, Adoption adoption) throws IOException, InterruptedException {
        SnapshotGlance glance = SnapshotGlance.at(snapshot);
        LiveState wanted = new LiveState();
        GoSnapshot reader = new GoSnapshot(acceptable, clock.millis(), wanted);
        read(snapshot, reader, wanted);
        sameRegistry(wanted);
        List<Change> changes = new ArrayList<>();
        if (state.registryId().isEmpty()) {
            changes.add(new Change.RegistryFounded(UUID.randomUUID().toString(), clock.millis()));
        }
        changes.addAll(Difference.between(state, wanted, glance.complete()));
        List<JournalRecord> records = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += CHANGES_PER_RECORD) {
            records.add(entry(records.size(), clock.millis(), List.of(),
                    changes.subList(from, Math.min(changes.size(), from + CHANGES_PER_RECORD))));
        }
        for (GoSnapshot.AuditLine line : AuditRing.news(reader.audit(), audit)) {
            records.add(entry(records.size(), line.time(), List.of(AuditRing.event(line)), List.of()));
        }
        // Before the records: adopting a node that nobody has seen yet counts as seeing it now.
        glance.seen().forEach((node, seen) -> {
            if (seen > presence.lastSeen(NodeId.of(node))) {
                presence.seen(NodeId.of(node), seen);
            }
        });
        // R1 has no records: these are made here, and stored as they would be if they were decided here.
        adoption.adopt(
                records.stream().map(entry -> new Adoption.Foreign(entry, Journal.stored(entry).bytes())).toList());
    }

    private JournalRecord entry(int index, long time, List<AuditEvent> events, List<Change> changes) {
        return new JournalRecord(journal.lastSequence() + 1 + index, time, new Principal.Registry(), "local", COMMAND,
                events, changes);
    }

    private void read(byte[] snapshot, GoSnapshot reader, LiveState wanted) throws IOException {
        Path file = Files.createTempFile(folder, "standby-", ".snapshot",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(file, snapshot);
            reader.read(file, change -> wanted.apply(secrets.protect(change)), bytes -> {});
        } catch (IOException | RuntimeException unsound) {
            throw new IOException("the primary's snapshot is not sound and was left aside: "
                    + String.valueOf(unsound.getMessage()).replace(file + " ", "").replace(file.toString(), "it"),
                    unsound);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void sameRegistry(LiveState wanted) throws FollowRefusal {
        Optional<Network> own = state.network(NetworkId.BACKBONE);
        String theirs = created(wanted.network(NetworkId.BACKBONE));
        if (own.isPresent() && !created(own).equals(theirs)) {
            throw new FollowRefusal("the primary is another registry: its backbone was created " + theirs
                    + ", the data here belongs to one created " + created(own)
                    + "; start the standby with an empty data folder", true);
        }
    }

    private static String created(Optional<Network> backbone) {
        return backbone.map(network -> WireTime.text(network.created())).orElse("never");
    }
}
