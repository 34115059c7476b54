package io.pilothouse.kernel.journal;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
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

    private static final Form<JournalRecord> RECORD = Form.of(ModelJson.MAPPER.constructType(JournalRecord.class));
    /** The elements of a list carry the names of their facts only when the list's type is declared. */
    private static final Form<List<Change>> PIECE = Form.of(
            ModelJson.MAPPER.getTypeFactory().constructCollectionType(List.class, Change.class));

    private record Form<T>(ObjectWriter writer, ObjectReader reader) {
        static <T> Form<T> of(JavaType type) {
            return new Form<>(ModelJson.MAPPER.writerFor(type), ModelJson.MAPPER.readerFor(type));
        }

        T read(byte[] bytes) throws IOException {
            return reader.readValue(bytes, HEADER, bytes.length - HEADER);
        }
    }

    private RecordCodec() {}

    /** The bytes of a record. */
    public static byte[] encode(JournalRecord entry) {
        return encode(RECORD.writer(), entry);
    }

    /** The bytes of a snapshot piece. */
    public static byte[] encode(List<Change> facts) {
        return encode(PIECE.writer(), facts);
    }

    private static byte[] encode(ObjectWriter writer, Object value) {
        try {
            byte[] json = writer.writeValueAsBytes(value);
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
        JournalRecord entry = decode(bytes, RECORD, what);
        if (entry.sequence() != sequence) {
            throw new DamagedStoreException(
                    what + " is damaged: it says it is record " + entry.sequence() + ". " + Recovery.ADVICE);
        }
        return entry;
    }

    /** Reads a snapshot piece. */
    public static List<Change> decodePiece(long snapshot, int number, byte[] bytes) throws DamagedStoreException {
        return decode(bytes, PIECE, "piece " + number + " of snapshot " + snapshot);
    }

    private static <T> T decode(byte[] bytes, Form<T> form, String what) throws DamagedStoreException {
        if (bytes.length <= HEADER) {
            throw new DamagedStoreException(what + " is damaged: only " + bytes.length + " bytes. " + Recovery.ADVICE);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, HEADER, bytes.length - HEADER);
        if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt()) {
            throw new DamagedStoreException(what + " is damaged: its checksum is wrong. " + Recovery.ADVICE);
        }
        try {
            return form.read(bytes);
        } catch (IOException | RuntimeException unreadable) {
            throw new DamagedStoreException(what + " cannot be read by this version: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
