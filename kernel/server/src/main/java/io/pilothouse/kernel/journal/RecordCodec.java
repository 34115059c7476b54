package io.pilothouse.kernel.journal;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Records and snapshot pieces as bytes: a CRC-32C of the rest (4 bytes, big-endian), then JSON text. The store may check
 * for itself; this check is the kernel's own, whatever the store.
 */
public final class RecordCodec {
    private static final int HEADER = 4;

    private RecordCodec() {}

    /** The bytes of a record. */
    public static byte[] encode(JournalRecord entry) {
        return encodeAny(entry);
    }

    /** The bytes of a snapshot piece. */
    public static byte[] encode(List<Change> facts) {
        return encodeAny(new Piece(facts));
    }

    /** A list keeps the type names of its elements only inside a declared type. */
    record Piece(List<Change> facts) {}

    private static byte[] encodeAny(Object value) {
        try {
            byte[] json = ModelJson.MAPPER.writeValueAsBytes(value);
            CRC32C crc = new CRC32C();
            crc.update(json);
            return ByteBuffer.allocate(HEADER + json.length).putInt((int) crc.getValue()).put(json).array();
        } catch (IOException defect) {
            throw new UncheckedIOException("a model value could not be written as JSON", defect);
        }
    }

    /**
     * Reads a record.
     *
     * @throws DamagedStoreException if the bytes are not what was written
     */
    public static JournalRecord decode(long sequence, byte[] bytes) throws DamagedStoreException {
        String what = "journal record " + sequence;
        JournalRecord entry = decodeAny(bytes, JournalRecord.class, what);
        if (entry.sequence() != sequence) {
            throw new DamagedStoreException(
                    what + " is damaged: it says it is record " + entry.sequence() + ". " + Recovery.ADVICE);
        }
        return entry;
    }

    /** Reads a snapshot piece. */
    public static List<Change> decodePiece(long snapshot, int number, byte[] bytes) throws DamagedStoreException {
        return decodeAny(bytes, Piece.class, "piece " + number + " of snapshot " + snapshot).facts();
    }

    private static <T> T decodeAny(byte[] bytes, Class<T> type, String what) throws DamagedStoreException {
        if (bytes.length <= HEADER) {
            throw new DamagedStoreException(what + " is damaged: only " + bytes.length + " bytes. " + Recovery.ADVICE);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, HEADER, bytes.length - HEADER);
        if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt()) {
            throw new DamagedStoreException(what + " is damaged: its checksum is wrong. " + Recovery.ADVICE);
        }
        try {
            return ModelJson.MAPPER.readValue(bytes, HEADER, bytes.length - HEADER, type);
        } catch (IOException | RuntimeException unreadable) {
            throw new DamagedStoreException(what + " cannot be read by this version: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
