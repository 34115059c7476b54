package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.journal.DurableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dead letters of one sink, in a file of lines. The newest are also in memory, for those who ask.
 *
 * <p>Threads: one changes them; {@link #newest} and {@link #size} any.
 */
final class DeadLetters {
    /** As many as R1 shows. */
    static final int SHOWN = 100;

    private final Path file;
    private final int most;
    private final Deque<DeadLetter> newest = new ArrayDeque<>();
    private final Set<Long> events = new HashSet<>();
    private int size;
    private int lines;

    /**
     * The letters that are there.
     *
     * @param most how many are kept
     */
    DeadLetters(Path file, int most) throws IOException {
        this.file = file;
        this.most = most;
        List<DeadLetter> there = all();
        lines = there.size();
        size = Math.min(most, there.size());
        there.stream().skip(Math.max(0, there.size() - SHOWN)).forEach(newest::add);
        there.forEach(letter -> events.add(letter.entry().id()));
    }

    /**
     * Keeps one; it survives a loss of power. An event that is there already, because the registry was killed before it could
     * note that it was done with, stays as it is.
     *
     * @return whether the oldest one had to go
     */
    boolean add(DeadLetter letter) throws IOException {
        if (events.contains(letter.entry().id())) {
            return false;
        }
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            append(channel, letter);
        }
        lines++;
        events.add(letter.entry().id());
        synchronized (this) {
            newest.add(letter);
            if (newest.size() > SHOWN) {
                newest.removeFirst();
            }
            if (size < most) {
                size++;
                return false;
            }
        }
        // The file is allowed some more than counts, so that it need not be written anew for every one.
        if (lines > most + most / 10 + SHOWN) {
            replace(all());
        }
        return true;
    }

    private static void append(FileChannel channel, DeadLetter letter) throws IOException {
        long before = channel.size();
        try {
            // A line that a loss of power has cut ends here.
            ByteBuffer line = ByteBuffer.wrap(((before == 0 ? "" : "\n") + letter.line())
                    .getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException full) {
            try {
                channel.truncate(before);
            } catch (IOException also) {
                full.addSuppressed(also);
            }
            throw full;
        }
    }

    /** All of them, oldest first. What is no whole line of text is passed over. */
    List<DeadLetter> all() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<DeadLetter> letters;
        // A line may be cut inside a character: this reader takes a sign of replacement for it where others end.
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            letters = text.lines().map(DeadLetter::parse).flatMap(Optional::stream).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return letters.subList(Math.max(0, letters.size() - most), letters.size());
    }

    /** Forgets some, by the numbers of their events. */
    void remove(Set<Long> events) throws IOException {
        replace(all().stream().filter(letter -> !events.contains(letter.entry().id())).toList());
    }

    void clear() throws IOException {
        replace(List.of());
    }

    private void replace(List<DeadLetter> letters) throws IOException {
        if (Files.isDirectory(file.getParent())) {
            new DurableText(file).write(String.join("\n", letters.stream().map(DeadLetter::line).toList()));
        }
        lines = letters.size();
        events.clear();
        letters.forEach(letter -> events.add(letter.entry().id()));
        synchronized (this) {
            size = letters.size();
            newest.clear();
            letters.stream().skip(Math.max(0, letters.size() - SHOWN)).forEach(newest::add);
        }
    }

    /** The newest, oldest of them first. */
    synchronized List<DeadLetter> newest() {
        return new ArrayList<>(newest);
    }

    synchronized int size() {
        return size;
    }
}
