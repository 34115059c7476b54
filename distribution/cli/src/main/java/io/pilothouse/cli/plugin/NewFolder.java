package io.pilothouse.cli.plugin;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A folder that is there as a whole or not at all: it is written beside its place under another name, which is taken away if the
 * program is stopped.
 *
 * @param place where it is to be
 */
record NewFolder(Path place) {
    NewFolder {
        place = place.toAbsolutePath().normalize();
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FailedException(place + " exists; nothing is overwritten: take another name or --folder");
        }
        if (place.getParent() == null || !Files.isDirectory(place.getParent())) {
            throw new FailedException("there is no folder " + place.getParent() + " to write " + place.getFileName()
                    + " into");
        }
    }

    /** Writes texts by their paths. */
    void write(Map<String, String> texts) {
        Path making = place.resolveSibling("." + place.getFileName() + "." + ProcessHandle.current().pid());
        Object turn = new Object();
        AtomicBoolean stopped = new AtomicBoolean();
        Thread stop = new Thread(() -> {
            synchronized (turn) {
                stopped.set(true);
                remove(making);
            }
        }, "plugin-init-stopped");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            Files.createDirectory(making);
            for (Map.Entry<String, String> each : texts.entrySet()) {
                synchronized (turn) {
                    // The program goes on for a moment after Ctrl-C; then nothing may come back.
                    if (!stopped.get()) {
                        Path file = making.resolve(each.getKey());
                        Files.createDirectories(file.getParent());
                        Files.writeString(file, each.getValue());
                    }
                }
            }
            synchronized (turn) {
                if (stopped.get()) {
                    throw new FailedException("stopped; nothing was written");
                }
                Files.move(making, place, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failed) {
            throw new FailedException("cannot write " + place + ": " + Reason.of(failed), failed);
        } finally {
            if (!stopped.get()) {
                remove(making);
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new FailedException("cannot take " + folder + " away again; delete it", failed);
        }
    }
}
