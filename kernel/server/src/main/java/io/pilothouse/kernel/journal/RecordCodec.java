package io.pilothouse.kernel.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Records and snapshot pieces as bytes: a CRC-32C of the rest (4 bytes, big-endian), then JSON text for a record and a
 * {@link PackedPiece} for a piece. The store may check for itself; this check is the kernel's own, whatever the store.
 */
public final class RecordCodec {
    private static final int HEADER = 4;

    /** Apart, so that pieces of nodes need not wait for the mapper, which takes its time in a cold virtual machine. */
    private static final class Json {
        private static final ObjectWriter WRITER = ModelJson.MAPPER.writerFor(JournalRecord.class);
        private static final ObjectReader READER = ModelJson.MAPPER.readerFor(JournalRecord.class);
    }

    /** Reads what stands behind the header. */
    @FunctionalInterface
    private interface Form<T> {
        T read(byte[] bytes, int from) throws IOException;
    }

    private RecordCodec() {}

    /** Makes ready what reads and writes facts: the first ones take their time in a cold virtual machine. */
    public static void prepare() throws DamagedStoreException {
        Change counters = new Change.CountersPut(1, 1, 1);
        decodePiece(0, 0, encode(List.of(new Change.RegistryFounded("prepared", 0), counters,
                new Change.StatisticsPut(Statistics.NONE))));
        decode(1, encode(new JournalRecord(1, 0, new Principal.Registry(), "local", "", List.of(), List.of(counters))));
    }

    /** The bytes of a record. */
    public static byte[] encode(JournalRecord entry) {
        try {
            return sealed(Json.WRITER.writeValueAsBytes(entry));
        } catch (IOException defect) {
            throw new UncheckedIOException("a model value could not be written as JSON", defect);
        }
    }

    /** The bytes of a snapshot piece. */
    public static byte[] encode(List<Change> facts) {
        return sealed(PackedPiece.write(facts));
    }

    private static byte[] sealed(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return ByteBuffer.allocate(HEADER + content.length).putInt((int) crc.getValue()).put(content).array();
    }

    /**
     * Reads a record.
     *
     * @throws DamagedStoreException if the bytes are not what was written
     */
    public static JournalRecord decode(long sequence, byte[] bytes) throws DamagedStoreException {
        String what = "journal record " + sequence;
        JournalRecord entry = decode(bytes,
                (content, from) -> Json.READER.readValue(content, from, content.length - from), what);
        if (entry.sequence() != sequence) {
            throw new DamagedStoreException(
                    what + " is damaged: it says it is record " + entry.sequence() + ". " + Recovery.ADVICE);
        }
        return entry;
    }

    /** Reads of a record who did what when and from where, and instead of its changes their digest if it is wanted. */
    static TrailRecord decodeForTrail(long sequence, byte[] bytes, boolean digested) throws DamagedStoreException {
        return decode(bytes, (content, from) -> {
            try (JsonParser in = Json.READER.createParser(content, from, content.length - from)) {
                return TrailRecord.read(sequence, in, content, from, digested);
            }
        }, "journal record " + sequence);
    }

    /** Reads a snapshot piece. */
    public static List<Change> decodePiece(long snapshot, int number, byte[] bytes) throws DamagedStoreException {
        return decode(bytes, PackedPiece::read, "piece " + number + " of snapshot " + snapshot);
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
            return form.read(bytes, HEADER);
        } catch (IOException | RuntimeException unreadable) {
            throw new DamagedStoreException(what + " cannot be read by this version: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
