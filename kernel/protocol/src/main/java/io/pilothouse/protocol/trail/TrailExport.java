package io.pilothouse.protocol.trail;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The lines of an exported trail, each without its line feed: a head, one line for each entry, a tail with the checkpoint.
 * Every line has exactly one spelling, so that no byte of an export can be another one.
 *
 * <p>Threads: any.
 */
public final class TrailExport {
    private static final int VERSION = 1;

    private TrailExport() {}

    /**
     * The first line.
     *
     * @param key what the checkpoint is signed with
     * @param before the entries that are left out at the beginning
     * @param size entries of the tree that the checkpoint stands for
     */
    public record Head(NoteKey key, CompactRange before, long size) {
        /** The line. */
        public String line() {
            return new JsonWriter().beginObject().number("pilothouse_audit", VERSION).text("key", key.toString())
                    .number("from", before.size()).number("size", size).texts("before", texts(before.hashes()))
                    .endObject().text();
        }

        static Head read(byte[] line) {
            JsonObject in = object(line, "the first line");
            if (in.whole("pilothouse_audit") != VERSION) {
                throw new IllegalArgumentException("the first line is not that of an audit export of version 1");
            }
            Head head = new Head(NoteKey.parse(in.text("key")),
                    new CompactRange(in.whole("from"), bytes(in.texts("before"))), in.whole("size"));
            if (!Arrays.equals(head.line().getBytes(StandardCharsets.UTF_8), line)) {
                throw new IllegalArgumentException("the first line is not in its usual spelling");
            }
            return head;
        }
    }

    /** The line of an entry. */
    public static String entry(long index, String entry) {
        byte[] hash = MerkleHash.leaf(entry.getBytes(StandardCharsets.UTF_8));
        return "{\"leaf_index\":" + index + ",\"leaf_hash\":\"" + text(hash) + "\",\"entry\":" + entry + "}";
    }

    /** The last line. */
    public static String tail(SignedNote checkpoint) {
        return new JsonWriter().beginObject().text("checkpoint", checkpoint.toString()).endObject().text();
    }

    static SignedNote readTail(byte[] line) {
        SignedNote note = SignedNote.parse(object(line, "the last line").text("checkpoint"));
        if (!Arrays.equals(tail(note).getBytes(StandardCharsets.UTF_8), line)) {
            throw new IllegalArgumentException("the last line is not in its usual spelling");
        }
        return note;
    }

    /** Hashes as they travel: base64. */
    public static List<String> texts(List<byte[]> hashes) {
        return hashes.stream().map(TrailExport::text).toList();
    }

    /**
     * Hashes from their texts.
     *
     * @throws IllegalArgumentException if a text is no base64
     */
    public static List<byte[]> bytes(List<String> texts) {
        return texts.stream().map(Base64.getDecoder()::decode).toList();
    }

    /** A hash as it travels: base64. */
    public static String text(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private static JsonObject object(byte[] line, String which) {
        try {
            return JsonReader.object(line, 0, line.length);
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException(which + " is no JSON object: " + malformed.getMessage(), malformed);
        }
    }
}
