package io.pilothouse.kernel.plugin;

import io.pilothouse.packaging.PluginDescription;
import io.pilothouse.packaging.PluginFolder;
import io.pilothouse.packaging.PluginLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private copies of installed plugins. What is looked at is what is loaded: nobody else writes to a copy, and whatever is done to
 * the operator's folder meanwhile cannot change it.
 *
 * <p>Threads: one at a time; {@link #remove} any.
 */
final class Staging {
    static final String DESCRIPTOR = PluginFolder.DESCRIPTOR;
    static final String JAR = ".jar";
    static final List<String> BESIDE_JAR = List.of(".lock", ".lock.sig");

    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

    /** Writes a line for each name that a manifest has twice, and a manifest may have a million. Kept, so that it stays silent. */
    private static final java.util.logging.Logger MANIFESTS = java.util.logging.Logger.getLogger("java.util.jar");

    private final Path root;

    Staging(Path root) {
        MANIFESTS.setLevel(Level.OFF);
        this.root = root;
    }

    /**
     * Copies a plugin, a folder or a jar, into a fresh folder.
     *
     * @throws PluginRefusal if it holds what a plugin does not
     */
    Path stage(Path plugin) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(plugin, BasicFileAttributes.class,
                LinkOption.NOFOLLOW_LINKS);
        checkName(plugin);
        if (attributes.isSymbolicLink()) {
            throw new PluginRefusal("it is a symbolic link; copy the plugin's folder here instead");
        }
        Path staged = fresh();
        boolean done = false;
        try {
            if (attributes.isDirectory()) {
                copyFolder(plugin, staged);
            } else {
                copyJar(plugin, staged);
            }
            done = true;
            return staged;
        } finally {
            if (!done) {
                remove(staged);
            }
        }
    }

    private Path fresh() throws IOException {
        if (!root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createTempDirectory(Files.createDirectories(root), "plugin-");
        }
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root, mine);
        }
        return Files.createTempDirectory(root, "plugin-", mine);
    }

    private static void checkName(Path file) {
        String name = file.getFileName().toString();
        if (!PluginFolder.plain(name)) {
            throw new PluginRefusal("the name of \"" + name.replaceAll("\\p{C}", "?") + "\" is not plain: expected "
                    + PluginFolder.PLAIN);
        }
    }

    private static void copyFolder(Path plugin, Path staged) throws IOException {
        List<Path> files = Trees.in(plugin);
        if (files.size() > PluginFolder.MOST_FILES) {
            throw new PluginRefusal("the folder holds " + files.size() + " files; at most " + PluginFolder.MOST_FILES
                    + " are allowed");
        }
        long rest = PluginFolder.MOST_BYTES;
        for (Path file : files) {
            checkName(file);
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new PluginRefusal(file.getFileName() + " is "
                        + (attributes.isSymbolicLink()
                                ? "a symbolic link"
                                : attributes.isDirectory()
                                        ? "a folder"
                                        : "no regular file")
                        + "; the folder of a plugin holds regular files only");
            }
            rest -= Trees.copy(file, staged.resolve(file.getFileName().toString()),
                    Math.min(rest, PluginFolder.LARGEST_FILE));
        }
    }

    private static void copyJar(Path jar, Path staged) throws IOException {
        String name = jar.getFileName().toString();
        Path copy = staged.resolve(name);
        Trees.copy(jar, copy, PluginFolder.LARGEST_FILE);
        String stem = name.substring(0, name.length() - JAR.length());
        for (String ending : BESIDE_JAR) {
            Path beside = jar.resolveSibling(stem + ending);
            if (Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)) {
                Trees.copy(beside, staged.resolve("plugin" + ending), PluginLock.MOST_BYTES);
            }
        }
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            ZipEntry entry = zip.getEntry(DESCRIPTOR);
            if (entry == null) {
                throw new PluginRefusal("it holds no " + DESCRIPTOR
                        + " at its root; a plugin is a jar with that file, or a folder with that file and jars");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] text = in.readNBytes(PluginDescription.MOST_BYTES + 1);
                if (text.length > PluginDescription.MOST_BYTES) {
                    throw new PluginRefusal(
                            DESCRIPTOR + " has more than the " + PluginDescription.MOST_BYTES + " bytes that are read");
                }
                Files.write(staged.resolve(DESCRIPTOR), text);
            }
        } catch (ZipException damaged) {
            throw new PluginRefusal("it is no jar: " + damaged.getMessage(), damaged);
        }
    }

    /** Removes a copy. */
    void remove(Path staged) {
        try {
            Trees.delete(staged);
        } catch (IOException failed) {
            LOG.warn("the private copy {} of a plugin could not be removed: {}", staged, failed.toString());
        }
    }

    /** Removes the copies that earlier runs have left. */
    void removeAllBut(Set<Path> used) throws IOException {
        Trees.in(root).stream().filter(each -> !used.contains(each)).forEach(this::remove);
    }
}
