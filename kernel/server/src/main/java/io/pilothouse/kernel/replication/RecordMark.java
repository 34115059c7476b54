package io.pilothouse.kernel.replication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.ModelJson;
import io.pilothouse.kernel.model.JournalRecord;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest by which two registries see whether they hold the same record. It is made from the meaning of the record and not
 * from its stored bytes, which may differ in the order of members.
 */
final class RecordMark {
    private static final ObjectWriter CANONICAL = ModelJson.MAPPER.writerFor(JournalRecord.class)
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private RecordMark() {}

    static String of(JournalRecord entry) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(entry)));
        } catch (JsonProcessingException | NoSuchAlgorithmException defect) {
            throw new IllegalStateException("a record could not be digested", defect);
        }
    }

    /** The mark of a stored record, empty when there is none of that number. */
    static String at(Journal journal, long sequence) throws IOException {
        List<JournalRecord> found = sequence < 1 ? List.of() : journal.read(sequence, 1);
        return found.isEmpty() || found.getFirst().sequence() != sequence ? "" : of(found.getFirst());
    }
}
