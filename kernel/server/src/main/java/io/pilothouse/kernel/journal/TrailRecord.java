package io.pilothouse.kernel.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * A record as the audit trail sees it: what it changed is bound by a digest and not shown, since secrets may be in it.
 *
 * @param entry the record without its changes
 * @param changes SHA-256 of the JSON text of the changes as it is stored, nothing when there were none; a standby stores the
 *     bytes of its primary, so it comes to the same
 */
public record TrailRecord(JournalRecord entry, Optional<byte[]> changes) {
    private static final ObjectReader PRINCIPAL = part(Principal.class);
    private static final ObjectReader EVENTS = part(AuditEvent[].class);

    /**
     * Reads it from the JSON text of a record.
     *
     * @param content where the text is
     * @param from index of its first byte
     * @param digested whether the digest of the changes is wanted
     */
    static TrailRecord read(long sequence, JsonParser in, byte[] content, int from, boolean digested)
            throws IOException {
        long time = 0;
        Principal actor = null;
        String source = "";
        String request = "";
        String command = "";
        String outcome = "";
        List<AuditEvent> events = List.of();
        Optional<byte[]> changes = Optional.empty();
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is no object");
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "time" -> time = in.getLongValue();
                case "actor" -> actor = PRINCIPAL.readValue(in);
                case "source" -> source = in.getText();
                case "request" -> request = in.getText();
                case "command" -> command = in.getText();
                case "outcome" -> outcome = in.getText();
                case "events" -> events = List.of(EVENTS.<AuditEvent[]>readValue(in));
                case "changes" -> {
                    if (!digested) {
                        // The last member, and by far the longest.
                        return new TrailRecord(new JournalRecord(sequence, time, actor, source, request, command,
                                outcome, events, List.of()), Optional.empty());
                    }
                    changes = Optional.of(digest(in, content, from));
                }
                default -> in.skipChildren();
            }
        }
        return new TrailRecord(
                new JournalRecord(sequence, time, actor, source, request, command, outcome, events, List.of()),
                changes);
    }

    private static ObjectReader part(Class<?> type) {
        return ModelJson.MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private static byte[] digest(JsonParser in, byte[] content, int from) throws IOException {
        try {
            int begin = from + (int) in.currentTokenLocation().getByteOffset();
            in.skipChildren();
            int end = from + (int) in.currentLocation().getByteOffset();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, begin, end - begin);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
