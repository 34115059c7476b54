package io.pilothouse.kernel.audit;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.TrailRecord;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import io.pilothouse.protocol.trail.NoteKey;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the tree follow the journal, at most a second behind, and signs a checkpoint whenever it has grown. The journal comes
 * first: no commit waits for this, and all of it can be made again from the journal, except the key.
 *
 * <p>Threads: one of its own; {@link #current} any that may wait, the rest any.
 */
public final class TrailKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeper.class);
    private static final int PAGE = 500;
    private static final long PATIENCE_SECONDS = 5;

    private final TrailFolder folder;
    private final Journal journal;
    private final Supplier<String> registry;
    private final ReentrantLock working = new ReentrantLock();
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("pilothouse-audit").factory());
    private final CountDownLatch looked = new CountDownLatch(1);
    private volatile Ready ready;
    private volatile String trouble = "";
    private volatile Optional<SignedNote> checkpoint = Optional.empty();
    private volatile long signed;
    private volatile boolean closing;

    /** What is there once the folder was looked at. */
    private record Ready(TrailFolder.Opened files, AuditTree tree) {}

    /**
     * A keeper that has not begun.
     *
     * @param folder the folder of the trail
     * @param registry the id of the registry; empty as long as a standby has none
     */
    public TrailKeeper(Path folder, Journal journal, Supplier<String> registry) {
        this.folder = new TrailFolder(folder);
        this.journal = journal;
        this.registry = registry;
    }

    /** Begins to follow. */
    public void start() {
        var following = thread.scheduleWithFixedDelay(this::follow, 0, 1, TimeUnit.SECONDS);
        LOG.trace("following the journal: {}", following);
    }

    private void follow() {
        working.lock();
        try {
            BooleanSupplier enough = () -> closing;
            if (ready == null && trouble.isEmpty() && prepare(enough) || !trouble.isEmpty()) {
                looked.countDown();
            }
            advance(enough);
        } catch (IOException | RuntimeException failed) {
            if (!closing) {
                LOG.error("the audit tree does not follow the journal; it will be tried again in a second", failed);
            }
        } finally {
            working.unlock();
        }
    }

    /** Why no checkpoint is signed; empty when all is well. */
    public String trouble() {
        return trouble;
    }

    /** Entries that the newest checkpoint stands for. */
    public long signedSize() {
        return signed;
    }

    /** The newest checkpoint, if there is one. */
    public Optional<SignedNote> checkpoint() {
        return checkpoint;
    }

    /**
     * The tree as far as the journal goes now, and its checkpoint.
     *
     * @param tree the tree
     * @param checkpoint its newest checkpoint
     * @param size entries that it stands for
     * @param key what it is signed with
     */
    record Current(AuditTree tree, SignedNote checkpoint, long size, NoteKey key) {}

    /**
     * Brings the tree up to date.
     *
     * @return nothing while a long way is still to go, or when there is {@link #trouble}
     */
    Optional<Current> current() throws IOException {
        try {
            if (!looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !working.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            advance(() -> System.nanoTime() > until);
            return checkpoint.isEmpty() || !trouble.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Current(ready.tree(), checkpoint.get(), signed, ready.files().signer().key()));
        } finally {
            working.unlock();
        }
    }

    private void advance(BooleanSupplier enough) throws IOException {
        if (trouble.isEmpty() && ready != null) {
            fill(ready.tree(), journal.lastSequence(), enough);
            sign();
        }
    }

    private boolean prepare(BooleanSupplier enough) throws IOException {
        String id = registry.get();
        if (id.isEmpty()) {
            return false;
        }
        TrailFolder.Opened files;
        try {
            files = folder.open("pilothouse/" + id);
        } catch (DamagedStoreException damaged) {
            return inTrouble(damaged.getMessage());
        }
        AuditTree tree = new AuditTree(files.leaves());
        boolean settled = false;
        try {
            settled = settle(files, tree, enough);
        } finally {
            if (!settled) {
                files.leaves().close();
            }
        }
        if (settled) {
            ready = new Ready(files, tree);
        }
        return settled;
    }

    /** Trusts the file of leaves as far as the checkpoint confirms it, and the journal for the rest. */
    private boolean settle(TrailFolder.Opened files, AuditTree tree, BooleanSupplier enough) throws IOException {
        long confirmed = files.checkpoint().map(Checkpoint::size).orElse(0L);
        if (confirmed > journal.lastSequence()) {
            return inTrouble(
                    "the journal ends at record " + journal.lastSequence() + ", but a checkpoint was signed for "
                            + confirmed + ": records were lost");
        }
        long end = Math.min(files.leaves().end(), confirmed);
        boolean usable = end >= files.leaves().base().size() && end >= journal.firstSequence() - 1;
        if (usable) {
            tree.load(end);
        } else if (!restart(files, tree)) {
            return false;
        }
        for (boolean again = !usable; fill(tree, confirmed, enough); again = true) {
            if (files.checkpoint().isEmpty() || Arrays.equals(tree.root(), files.checkpoint().get().root())) {
                signed = confirmed;
                checkpoint = files.note();
                return true;
            }
            if (again) {
                return inTrouble("the first " + confirmed
                        + " records of the journal are not those for which a checkpoint was signed");
            }
            LOG.warn(
                    "the leaf hashes of the audit trail do not match the checkpoint; they are made again from the journal");
            if (!restart(files, tree)) {
                return false;
            }
        }
        return false;
    }

    private boolean restart(TrailFolder.Opened files, AuditTree tree) throws IOException {
        CompactRange before = files.dropped();
        if (before.size() < journal.firstSequence() - 1) {
            return inTrouble("the journal begins at record " + journal.firstSequence()
                    + ", and what came before is known only up to " + before.size());
        }
        tree.reset(before);
        return true;
    }

    private boolean inTrouble(String what) {
        trouble = what
                + ". No checkpoint is signed until that is settled: restore the data folder, or accept it by moving"
                + " audit/checkpoint away, and keep that file as evidence";
        LOG.error("the audit trail cannot be vouched for: {}", trouble);
        return false;
    }

    /** Whether the tree has so many entries now. */
    private boolean fill(AuditTree tree, long size, BooleanSupplier enough) throws IOException {
        while (tree.size() < size) {
            if (enough.getAsBoolean()) {
                return false;
            }
            List<byte[]> leaves = new ArrayList<>();
            for (TrailRecord stored : journal.readTrail(tree.size() + 1,
                    (int) Math.min(PAGE, size - tree.size()))) {
                if (stored.entry().sequence() != tree.size() + leaves.size() + 1) {
                    throw new IOException("record " + (tree.size() + leaves.size() + 1) + " is not in the journal");
                }
                leaves.add(MerkleHash.leaf(TrailText.of(stored).getBytes(StandardCharsets.UTF_8)));
            }
            tree.append(leaves);
        }
        return true;
    }

    private void sign() throws IOException {
        AuditTree tree = ready.tree();
        if (tree.size() > signed) {
            // Leaves that a checkpoint confirms must be there after a loss of power.
            tree.force();
            SignedNote note = ready.files().signer()
                    .sign(new Checkpoint(ready.files().signer().key().name(), tree.size(), tree.root()).text());
            folder.keep(note);
            checkpoint = Optional.of(note);
            signed = tree.size();
        }
    }

    /**
     * Makes durable what is needed to go on without the records up to a sequence.
     *
     * @return whether they may be dropped
     */
    boolean mayDrop(long sequence) throws IOException {
        working.lock();
        try {
            if (ready == null || !trouble.isEmpty() || signed < sequence) {
                return false;
            }
            ready.tree().force();
            folder.keepDropped(ready.tree().range(sequence));
            return true;
        } finally {
            working.unlock();
        }
    }

    /** Signs what was committed until now, as far as a second allows, and ends. */
    @Override
    public void close() throws IOException {
        closing = true;
        thread.shutdown();
        working.lock();
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            advance(() -> System.nanoTime() > until);
            if (ready != null) {
                ready.files().leaves().close();
                trouble = "the registry is stopping";
            }
        } finally {
            working.unlock();
        }
    }
}
