package io.pilothouse.audit.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * When a file is old, and what becomes of it: {@code NAME.20270115T080047Z-001}, the time when it was put away, and {@code .gz}
 * when it is compressed. Threads: one at a time.
 *
 * @param size bytes that a file may have
 * @param age that a file may reach; zero for any
 * @param keep how many old files are kept
 * @param gzip whether they are compressed
 */
record Rotation(long size, Duration age, int keep, boolean gzip) {
    static final String PACKED = ".gz";
    private static final String PART = ".part";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    /** Whether so many more bytes belong into another file. A file gets at least one batch. */
    boolean due(LineFile file, int more) throws IOException {
        return file.size() > 0 && (file.size() + more > size
                || !age.isZero() && !file.now().isBefore(file.begun().plus(age)));
    }

    /** Puts a closed file away, and looks after those that were put away before. */
    void rotate(LineFile file) throws IOException {
        Path path = file.path();
        Files.move(path, free(path, file.now()), StandardCopyOption.ATOMIC_MOVE);
        try {
            List<Path> old = old(path);
            for (Path each : old.subList(0, Math.max(0, old.size() - keep))) {
                Files.deleteIfExists(each);
            }
            if (gzip) {
                for (Path each : old(path)) {
                    if (!each.toString().endsWith(PACKED)) {
                        compress(each);
                    }
                }
            }
        } catch (IOException later) {
            // The old ones are as safe as they were, and new events matter more: the next rotation tries again.
            discard(part(path));
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException later) {
            // Whatever is in the way, the next rotation comes upon it again.
            return;
        }
    }

    private static Path free(Path path, Instant now) throws IOException {
        for (int number = 1; number < 1_000; number++) {
            Path old = path.resolveSibling("%s.%s-%03d".formatted(path.getFileName(), TIME.format(now), number));
            if (!Files.exists(old) && !Files.exists(packed(old))) {
                return old;
            }
        }
        throw new IOException("a thousand files were put away within this second");
    }

    /** The oldest first. */
    private static List<Path> old(Path path) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(path.getFileName().toString())
                + "\\.[0-9]{8}T[0-9]{6}Z-[0-9]{3}(\\.gz)?");
        try (Stream<Path> all = Files.list(path.toAbsolutePath().getParent())) {
            return all.filter(each -> name.matcher(each.getFileName().toString()).matches()).sorted().toList();
        }
    }

    private static Path packed(Path old) {
        return old.resolveSibling(old.getFileName() + PACKED);
    }

    private static Path part(Path path) {
        return path.resolveSibling(path.getFileName() + PACKED + PART);
    }

    private static void compress(Path old) throws IOException {
        Path name = old.getFileName();
        Path part = part(old.resolveSibling(name.toString().replaceFirst("\\.[^.]*$", "")));
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try (InputStream in = Files.newInputStream(old);
                    OutputStream out = new GZIPOutputStream(new Unclosed(channel), 65_536)) {
                in.transferTo(out);
            }
            channel.force(true);
        }
        if (Files.getFileStore(old).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(old));
        }
        Files.move(part, packed(old), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(old);
    }

    /** Writes into a channel and leaves it open, so that it can still be forced to the disk. */
    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(FileChannel channel) {
            out = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }
    }
}
