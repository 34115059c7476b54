package io.pilothouse.cli.audit;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.trail.NoteKey;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import io.pilothouse.protocol.trail.TrailVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What somebody who checks a trail knows from elsewhere. */
final class Trust {
    static final String NO_KEY = "the key is the one that the registry or the export names; give --verifier with the one you"
            + " noted to know whose signature it is";

    @Option(names = "--verifier", paramLabel = "KEY", description = "The verifier key that must have signed, as 'audit key' printed it once.")
    private String key;

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "A checkpoint that was kept earlier, to be continued by the trail.")
    private Path older;

    /** The key that must have signed. */
    Optional<NoteKey> key() {
        return Optional.ofNullable(key).map(NoteKey::parse);
    }

    /** The checkpoint that was kept. */
    Optional<SignedNote> older() {
        if (older == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedNote.parse(Files.readString(older)));
        } catch (IOException unreadable) {
            throw new FailedException("cannot read the checkpoint " + older + ": " + Reason.of(unreadable), unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new FailedException(older + " is no checkpoint: " + malformed.getMessage(), malformed);
        }
    }

    /** What was found, for printing. */
    static JsonWriter facts(TrailVerifier.Verdict verdict) {
        return new JsonWriter().beginObject().text("verified", "yes").text("origin", verdict.checkpoint().origin())
                .number("first", verdict.from() + 1).number("last", verdict.checkpoint().size())
                .text("root", TrailExport.text(verdict.checkpoint().root())).text("key", verdict.key().toString())
                .endObject();
    }
}
