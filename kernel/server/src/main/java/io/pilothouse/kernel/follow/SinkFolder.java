package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.journal.DurableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the cursors and dead letters of sinks are kept.
 *
 * @param folder it need not be there
 */
record SinkFolder(Path folder) {
    private static final String CURSOR = ".cursor";

    Optional<Cursor> cursor(String sink) throws IOException {
        return cursorFile(sink).read().flatMap(Cursor::parse);
    }

    void keep(String sink, Cursor cursor) throws IOException {
        Files.createDirectories(folder);
        cursorFile(sink).write(cursor.text());
    }

    Path deadLetters(String sink) {
        return folder.resolve(sink + ".dead");
    }

    void forget(String sink) throws IOException {
        Files.deleteIfExists(deadLetters(sink));
        Files.deleteIfExists(cursorFile(sink).file());
    }

    /** The names of all sinks that have a cursor. */
    List<String> sinks() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(CURSOR))
                    .map(name -> name.substring(0, name.length() - CURSOR.length())).toList();
        }
    }

    private DurableText cursorFile(String sink) {
        return new DurableText(folder.resolve(sink + CURSOR));
    }
}
