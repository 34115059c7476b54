package io.pilothouse.cli;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file with one document: YAML if its name ends so, JSON otherwise. */
public record DocumentFile(Path path) {
    private static final long LARGEST = 4 * 1024 * 1024;

    /**
     * Reads the document.
     *
     * @throws IllegalArgumentException with what is wrong with the file
     */
    public JsonObject read() {
        String name = path.toString().toLowerCase(Locale.ROOT);
        String text = text();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YamlDocument.read(text);
        }
        try {
            if (!text.stripLeading().startsWith("{")) {
                throw new IllegalArgumentException("a document is a JSON object, in braces");
            }
            return JsonReader.object(text);
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException("is no JSON: " + malformed.getMessage(), malformed);
        }
    }

    private String text() {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IllegalArgumentException("is larger than 4 MiB, no registry would take it");
            }
            return Files.readString(path);
        } catch (CharacterCodingException wrong) {
            throw new IllegalArgumentException("is no UTF-8", wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read: " + Reason.of(unreadable), unreadable);
        }
    }
}
