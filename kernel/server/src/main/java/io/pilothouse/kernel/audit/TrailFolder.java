package io.pilothouse.kernel.audit;

import io.pilothouse.kernel.journal.DurableText;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.NoteKey;
import io.pilothouse.protocol.trail.NoteSigner;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of the trail: {@code checkpoint.key}, {@code checkpoint}, {@code leaves}, and {@code dropped}, the compact range
 * of records that retention took away. Threads: one.
 */
record TrailFolder(Path folder) {
    /**
     * What is in the folder.
     *
     * @param signer signs checkpoints
     * @param leaves the leaf hashes
     * @param note the newest checkpoint
     * @param dropped what must be known of dropped records
     */
    record Opened(NoteSigner signer, LeafFile leaves, Optional<SignedNote> note, CompactRange dropped) {
        Optional<Checkpoint> checkpoint() {
            return note.map(Checkpoint::parse);
        }
    }

    /**
     * Reads everything; a key is made when there is none.
     *
     * @throws DamagedStoreException when a file is not what was written
     */
    Opened open(String origin) throws IOException {
        Files.createDirectories(folder);
        NoteSigner signer = signer(origin);
        Optional<SignedNote> note = note(signer.key());
        CompactRange dropped = dropped();
        // Last, so that nothing stays open when another file is damaged.
        return new Opened(signer, LeafFile.open(folder.resolve("leaves")), note, dropped);
    }

    private NoteSigner signer(String origin) throws IOException {
        DurableText file = new DurableText(folder.resolve("checkpoint.key"));
        Optional<String> kept = file.read();
        if (kept.isEmpty()) {
            NoteSigner made = NoteSigner.generate(origin);
            file.write(made.secretText() + "\n");
            return made;
        }
        try {
            NoteSigner signer = NoteSigner.parse(kept.get());
            if (!signer.key().name().equals(origin)) {
                throw new DamagedStoreException(
                        file.file() + " belongs to " + signer.key().name() + ", this is " + origin);
            }
            return signer;
        } catch (IllegalArgumentException malformed) {
            throw new DamagedStoreException(file.file() + " cannot be used: " + malformed.getMessage(), malformed);
        }
    }

    private Optional<SignedNote> note(NoteKey key) throws IOException {
        Path file = folder.resolve("checkpoint");
        try {
            Optional<SignedNote> note = new DurableText(file).read().map(SignedNote::parse);
            note.ifPresent(Checkpoint::parse);
            if (note.isPresent() && !note.get().signedBy(key)) {
                throw new DamagedStoreException(file + " is not signed by the key in checkpoint.key");
            }
            return note;
        } catch (IllegalArgumentException malformed) {
            throw new DamagedStoreException(file + " is damaged: " + malformed.getMessage(), malformed);
        }
    }

    void keep(SignedNote note) throws IOException {
        new DurableText(folder.resolve("checkpoint")).write(note.toString());
    }

    private CompactRange dropped() throws IOException {
        Path file = folder.resolve("dropped");
        Optional<String> kept = new DurableText(file).read();
        try {
            List<String> lines = kept.map(text -> text.lines().toList()).orElse(List.of("0"));
            return new CompactRange(Long.parseLong(lines.getFirst()),
                    TrailExport.bytes(lines.subList(1, lines.size())));
        } catch (IllegalArgumentException malformed) {
            throw new DamagedStoreException(file + " is damaged: " + malformed.getMessage(), malformed);
        }
    }

    /** Keeps the range of records that are about to be dropped: a line for their number and one for each hash. */
    void keepDropped(CompactRange range) throws IOException {
        String hashes = String.join("\n", TrailExport.texts(range.hashes()));
        new DurableText(folder.resolve("dropped")).write(range.size() + "\n" + hashes + "\n");
    }
}
