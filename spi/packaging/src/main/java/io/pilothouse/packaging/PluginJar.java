package io.pilothouse.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A plugin that is a single jar with {@code plugin.properties} at its root. Lock file and signature lie beside it, as
 * {@code NAME.lock} and {@code NAME.lock.sig}; they speak of the folder that a registry makes of it: the jar under its name,
 * and the descriptor.
 *
 * @param jar the file
 */
public record PluginJar(Path jar) {
    private static final String ENDING = ".jar";

    public PluginJar {
        if (!jar.getFileName().toString().endsWith(ENDING)) {
            throw new IllegalArgumentException(jar + " is no jar by its name");
        }
    }

    /** Whether a path is a plugin of this form, not a folder. */
    public static boolean is(Path path) {
        return path.getFileName() != null && path.getFileName().toString().endsWith(ENDING)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private Path beside(String ending) {
        String name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ending);
    }

    /**
     * Makes the folder.
     *
     * @param folder where to; empty
     */
    public void unpack(Path folder) throws UnfitPluginException, IOException {
        Path copy = folder.resolve(jar.getFileName().toString());
        Files.copy(jar, copy);
        Path lock = beside(".lock");
        if (Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(lock, folder.resolve(PluginFolder.LOCK));
        }
        Path signature = beside(".lock.sig");
        if (Files.isRegularFile(signature, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(signature, folder.resolve(PluginFolder.SIGNATURE));
        }
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            ZipEntry entry = zip.getEntry(PluginFolder.DESCRIPTOR);
            if (entry == null) {
                throw new UnfitPluginException("the jar holds no " + PluginFolder.DESCRIPTOR
                        + " at its root; a plugin is a jar with that file, or a folder with that file and jars");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.write(folder.resolve(PluginFolder.DESCRIPTOR),
                        in.readNBytes(PluginDescription.MOST_BYTES + 1));
            }
        } catch (ZipException damaged) {
            throw new UnfitPluginException(jar + " is no jar: " + damaged.getMessage(), damaged);
        }
    }

    /** Puts lock file and signature of the folder beside the jar. */
    public void adopt(Path folder) throws IOException {
        Files.copy(folder.resolve(PluginFolder.LOCK), beside(".lock"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve(PluginFolder.SIGNATURE), beside(".lock.sig"), StandardCopyOption.REPLACE_EXISTING);
    }
}
