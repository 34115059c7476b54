package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small file beside the database that says which store lives in the folder and how far its journal had come, so that a
 * store whose database was lost, emptied or cut short is never taken for a new or a shorter one.
 *
 * @param store identity of the store, also kept in the database
 * @param records the journal holds at least the records up to this sequence, or a snapshot that stands for them
 */
record StoreMark(UUID store, long records) {
    private static final Pattern FORM = Pattern
            .compile(
                    "# Pilothouse store mark[^\n]*\nstore=([0-9a-f-]{36})\nrecords=([0-9]{1,19})\ncrc=([0-9a-f]{1,8})\n");

    static Optional<StoreMark> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            try {
                StoreMark mark = new StoreMark(UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2)));
                if (mark.text().equals(text)) {
                    return Optional.of(mark);
                }
            } catch (NumberFormatException e) {
                throw damaged(file, e);
            }
        }
        throw damaged(file, null);
    }

    private static DamagedStoreException damaged(Path file, Exception cause) {
        return new DamagedStoreException("The store mark " + file + " is damaged: it is not what Pilothouse wrote."
                + " Recover by restoring the whole data folder " + file.getParent() + " from a backup.", cause);
    }

    void write(Path file) throws IOException {
        DurableFile.replace(file, text().getBytes(StandardCharsets.ISO_8859_1));
    }

    private String text() {
        String body = "store=" + store + "\nrecords=" + records + "\n";
        long crc = Checksum.of(records, 0, body.getBytes(StandardCharsets.ISO_8859_1));
        return "# Pilothouse store mark. It belongs to the database beside it: back up, restore and delete both together.\n"
                + body + "crc=" + Long.toHexString(crc) + "\n";
    }
}
