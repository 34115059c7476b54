package io.pilothouse.protocol.trail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks an exported trail line by line: every entry against its leaf hash, all of them against the root, the root against
 * the signed checkpoint, and an older checkpoint against the tree as it was.
 *
 * <p>Threads: one.
 */
public final class TrailVerifier {
    private static final int LONGEST_LINE = 64 << 20;

    private final Optional<NoteKey> trusted;
    private final Optional<SignedNote> older;
    private Checkpoint olderCheckpoint;
    private TrailExport.Head head;
    private NoteKey key;
    private CompactRange range;
    private SignedNote tail;
    private boolean olderSeen;

    /**
     * A verifier.
     *
     * @param trusted the key that must have signed; without one the key that the export names, which proves only that the
     *     export is in itself whole
     * @param older a checkpoint that was kept from earlier
     */
    public TrailVerifier(Optional<NoteKey> trusted, Optional<SignedNote> older) {
        this.trusted = trusted;
        this.older = older;
    }

    /**
     * What was found to be right.
     *
     * @param key whose signature holds
     * @param from index of the first entry
     * @param checkpoint what the trail ends with
     */
    public record Verdict(NoteKey key, long from, Checkpoint checkpoint) {}

    /**
     * Checks a whole export.
     *
     * @throws TrailMismatchException at the first thing that is wrong
     */
    public static Verdict verify(InputStream export, Optional<NoteKey> trusted, Optional<SignedNote> older)
            throws IOException, TrailMismatchException {
        TrailVerifier verifier = new TrailVerifier(trusted, older);
        InputStream in = new BufferedInputStream(export);
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                verifier.line(line.toByteArray());
                line.reset();
            } else if (line.size() == LONGEST_LINE) {
                throw new TrailMismatchException(verifier.place() + " is longer than " + LONGEST_LINE + " bytes");
            } else {
                line.write(octet);
            }
        }
        if (line.size() > 0) {
            throw new TrailMismatchException(verifier.place() + " is cut off: it does not end with a line feed");
        }
        return verifier.finish();
    }

    /** Takes the next line, without its line feed. */
    public void line(byte[] line) throws TrailMismatchException {
        try {
            if (head == null) {
                begin(TrailExport.Head.read(line));
            } else if (tail != null) {
                throw new TrailMismatchException("something follows after the checkpoint, which should be the end");
            } else if (range.size() < head.size()) {
                entry(line);
            } else {
                tail = TrailExport.readTail(line);
            }
        } catch (IllegalArgumentException malformed) {
            throw new TrailMismatchException(place() + ": " + malformed.getMessage(), malformed);
        }
    }

    private void begin(TrailExport.Head first) throws TrailMismatchException {
        head = first;
        range = new CompactRange(first.before().size(), first.before().hashes());
        key = trusted.orElse(first.key());
        if (!key.equals(first.key())) {
            throw new TrailMismatchException("the export names the key " + first.key() + ", but should be signed by "
                    + key);
        }
        if (first.size() < range.size()) {
            throw new TrailMismatchException("the first line says that the export begins after its end");
        }
        if (older.isPresent()) {
            beginOlder(older.get());
        }
    }

    private void beginOlder(SignedNote note) throws TrailMismatchException {
        if (!note.signedBy(key)) {
            throw new TrailMismatchException("the older checkpoint is not signed by " + key);
        }
        olderCheckpoint = Checkpoint.parse(note);
        if (olderCheckpoint.size() > head.size()) {
            throw new TrailMismatchException("the export is truncated: it ends at entry " + head.size()
                    + ", but the older checkpoint stands for " + olderCheckpoint.size() + " entries");
        }
        if (olderCheckpoint.size() < range.size()) {
            throw new TrailMismatchException("the older checkpoint stands for " + olderCheckpoint.size()
                    + " entries, but the export begins only after entry " + range.size()
                    + ": export from an earlier entry to compare them");
        }
        compareOlder();
    }

    private void compareOlder() throws TrailMismatchException {
        if (olderCheckpoint != null && olderCheckpoint.size() == range.size()) {
            if (!Arrays.equals(olderCheckpoint.root(), range.root())) {
                throw new TrailMismatchException("the entries up to " + range.size()
                        + " are not those that the older checkpoint stands for: history was changed");
            }
            olderSeen = true;
        }
    }

    private void entry(byte[] line) throws TrailMismatchException {
        long index = range.size();
        byte[] before = ("{\"leaf_index\":" + index + ",\"leaf_hash\":\"").getBytes(StandardCharsets.US_ASCII);
        byte[] between = "\",\"entry\":".getBytes(StandardCharsets.US_ASCII);
        int hashAt = before.length;
        int betweenAt = hashAt + 44;
        int entryAt = betweenAt + between.length;
        if (line.length < entryAt + 1 || line[line.length - 1] != '}'
                || !Arrays.equals(line, 0, hashAt, before, 0, before.length)
                || !Arrays.equals(line, betweenAt, entryAt, between, 0, between.length)) {
            throw new TrailMismatchException(place() + " should stand here, but the line is another");
        }
        byte[] entry = Arrays.copyOfRange(line, entryAt, line.length - 1);
        byte[] hash = MerkleHash.leaf(entry);
        byte[] said = Arrays.copyOfRange(line, hashAt, betweenAt);
        if (!Arrays.equals(TrailExport.text(hash).getBytes(StandardCharsets.US_ASCII), said)) {
            throw new TrailMismatchException(place() + " was changed: its text does not have the leaf hash beside it");
        }
        byte[] begin = ("{\"sequence\":" + (index + 1) + ",").getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(entry, 0, Math.min(begin.length, entry.length), begin, 0, begin.length)) {
            throw new TrailMismatchException(place() + " was changed: it says it is another one");
        }
        range.append(hash);
        compareOlder();
    }

    /** All lines were given. */
    public Verdict finish() throws TrailMismatchException {
        if (tail == null) {
            throw new TrailMismatchException("the export is truncated: " + place() + " is missing");
        }
        if (!tail.signedBy(key)) {
            throw new TrailMismatchException("the checkpoint at the end is not signed by " + key);
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(tail);
        } catch (IllegalArgumentException malformed) {
            throw new TrailMismatchException("the checkpoint at the end: " + malformed.getMessage(), malformed);
        }
        if (!checkpoint.origin().equals(key.name())) {
            throw new TrailMismatchException("the checkpoint is one of " + checkpoint.origin() + ", the key that of "
                    + key.name());
        }
        if (checkpoint.size() != head.size()) {
            throw new TrailMismatchException("the export holds the entries up to " + head.size()
                    + ", but its checkpoint stands for " + checkpoint.size());
        }
        if (!Arrays.equals(checkpoint.root(), range.root())) {
            throw new TrailMismatchException("the entries from " + (head.before().size() + 1) + " to " + range.size()
                    + " are not those that the checkpoint stands for: at least one was changed, removed or added"
                    + " together with its leaf hash");
        }
        if (older.isPresent() && !olderSeen) {
            throw new TrailMismatchException("the older checkpoint was not reached");
        }
        return new Verdict(key, head.before().size(), checkpoint);
    }

    private String place() {
        if (head == null) {
            return "the first line";
        }
        return range.size() < head.size()
                ? "entry " + (range.size() + 1) + " of " + head.size()
                : "the checkpoint at the end";
    }
}
