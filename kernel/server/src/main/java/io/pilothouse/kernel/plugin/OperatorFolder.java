package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder in which the operator's plugins are. An entry is a folder, or a jar with the files beside it. Names that begin with a
 * point are not plugins: {@code .incoming} holds what is to be installed, {@code .outgoing} what has just been taken away.
 *
 * <p>A plugin comes and goes by renaming. What a killed registry has left half way is put right by {@link #recover}, so there is
 * the old plugin or the new one.
 *
 * <p>Threads: one at a time.
 */
final class OperatorFolder {
    private static final String REMOVED = ".removed-";
    private static final int MOST_LISTED = 1_000;

    private final Path root;

    OperatorFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path incoming() {
        return root.resolve(".incoming");
    }

    private Path outgoing() {
        return root.resolve(".outgoing");
    }

    Path of(String entry) {
        return root.resolve(entry);
    }

    /** The entries, and for each a text that changes with names, sizes and times of its files. */
    SortedMap<String, String> look() throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (Path path : Trees.in(root)) {
            String name = path.getFileName().toString();
            if (!name.startsWith(".") && (name.endsWith(Staging.JAR) || Files.isDirectory(path))) {
                found.put(name, fingerprint(path));
            }
        }
        return found;
    }

    String fingerprint(Path entry) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                text.append("folder ");
                List<Path> files = Trees.in(entry);
                for (Path file : files.subList(0, Math.min(files.size(), MOST_LISTED))) {
                    describe(file, text);
                }
                text.append(files.size());
            } else {
                for (Path part : parts(entry)) {
                    describe(part, text);
                }
            }
        } catch (NoSuchFileException changing) {
            text.append("changing ").append(changing.getFile());
        }
        return text.toString();
    }

    private static void describe(Path file, StringBuilder text) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
                LinkOption.NOFOLLOW_LINKS);
        text.append(file.getFileName()).append(attributes.isRegularFile() ? " " : " no file ")
                .append(attributes.size()).append(' ').append(attributes.lastModifiedTime()).append(' ')
                .append(attributes.fileKey()).append('\n');
    }

    /** The files of an entry: the folder, or the jar and what belongs to it. */
    private static List<Path> parts(Path entry) {
        List<Path> parts = new ArrayList<>(List.of(entry));
        String name = entry.getFileName().toString();
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && name.endsWith(Staging.JAR)) {
            String stem = name.substring(0, name.length() - Staging.JAR.length());
            for (String ending : Staging.BESIDE_JAR) {
                Path beside = entry.resolveSibling(stem + ending);
                if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
                    parts.add(beside);
                }
            }
        }
        return parts;
    }

    /** Puts right what a registry that was killed has left. */
    void recover() throws IOException {
        for (Path left : Trees.in(outgoing())) {
            String name = left.getFileName().toString();
            if (name.startsWith(REMOVED) || Files.exists(of(name), LinkOption.NOFOLLOW_LINKS)) {
                Trees.delete(left);
            } else {
                Files.move(left, of(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        for (Path left : Trees.in(incoming())) {
            Trees.delete(left);
        }
    }

    /** The plugin that a folder says it holds, loaded or not; empty where there is none or it cannot be read. */
    String holds(String entry) {
        try {
            return Descriptor.in(of(entry)).getPluginId();
        } catch (RuntimeException unreadable) {
            // Also PF4J's, when the file cannot be opened.
            return "";
        }
    }

    /** What the command line has put down to be installed. */
    Path arrived(String name) {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new PluginRefusal("incoming must be the name of a folder or jar in " + incoming() + ", not \""
                    + name + "\"");
        }
        Path path = incoming().resolve(name);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new PluginRefusal("there is no " + path + "; put the plugin there, then send the command");
        }
        return path;
    }

    /** Takes away what was put down. */
    void dismiss(Path arrived) throws IOException {
        for (Path part : parts(arrived)) {
            Trees.delete(part);
        }
    }

    /**
     * Puts a plugin into the folder, in the place of what was there under that name.
     *
     * @param replaced other entries in whose place it comes
     * @return the name of its entry
     */
    String place(String id, Path staged, Set<String> replaced) throws IOException {
        Files.createDirectories(incoming());
        Files.createDirectories(outgoing());
        Path ready = incoming().resolve(".ready-" + id);
        Trees.delete(ready);
        Files.createDirectory(ready);
        for (Path file : Trees.in(staged)) {
            Path copy = ready.resolve(file.getFileName().toString());
            Trees.copy(file, copy, Long.MAX_VALUE);
            Trees.force(copy);
        }
        Trees.force(ready);
        Path old = outgoing().resolve(id);
        Trees.delete(old);
        if (Files.exists(of(id), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(of(id), old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(ready, of(id), StandardCopyOption.ATOMIC_MOVE);
        Trees.force(root);
        Trees.delete(old);
        for (String entry : replaced) {
            if (!entry.equals(id)) {
                takeAway(entry);
            }
        }
        return id;
    }

    /** Takes an entry out of the folder. */
    void takeAway(String entry) throws IOException {
        Files.createDirectories(outgoing());
        for (Path part : parts(of(entry))) {
            Path gone = outgoing().resolve(REMOVED + part.getFileName());
            Trees.delete(gone);
            Files.move(part, gone, StandardCopyOption.ATOMIC_MOVE);
            Trees.force(root);
            Trees.delete(gone);
        }
    }
}
