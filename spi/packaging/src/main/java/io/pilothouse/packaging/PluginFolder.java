package io.pilothouse.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a plugin: a folder without folders and links, with plain names.
 *
 * @param path the folder
 * @param sizes bytes of each file by its name
 */
public record PluginFolder(Path path, SortedMap<String, Long> sizes) {
    /** The descriptor. */
    public static final String DESCRIPTOR = "plugin.properties";
    /** The lock file. */
    public static final String LOCK = "plugin.lock";
    /** The signature of the lock file. */
    public static final String SIGNATURE = "plugin.lock.sig";
    /** The bill of materials. */
    public static final String BOM = "bom.json";

    /** Most files, the lock file and its signature among them. */
    public static final int MOST_FILES = 200;
    /** Most bytes of one file. */
    public static final long LARGEST_FILE = 128L << 20;
    /** Most bytes of all files together. */
    public static final long MOST_BYTES = 256L << 20;
    /** What {@link #plain} names are, in words that follow "expected". */
    public static final String PLAIN = "letters, digits and . _ + -, at most 128 of them, the first a letter or digit";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._+-]{0,127}";

    public PluginFolder {
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
    }

    /** Whether a file may be called so: {@link #PLAIN}. */
    public static boolean plain(String name) {
        return name.matches(NAME);
    }

    /**
     * Lists the folder.
     *
     * @throws UnfitPluginException names an entry that may not be there
     * @throws IOException when the folder cannot be read
     */
    public static PluginFolder of(Path path) throws UnfitPluginException, IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnfitPluginException(
                    path + " is no folder; a plugin is a folder with " + DESCRIPTOR + " and jars");
        }
        SortedMap<String, Long> sizes = new TreeMap<>();
        long total = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                long size = size(entry, name);
                total += size;
                sizes.put(name, size);
                if (size > LARGEST_FILE) {
                    throw new UnfitPluginException(name + " has more than " + (LARGEST_FILE >> 20) + " MiB");
                }
                if (sizes.size() > MOST_FILES || total > MOST_BYTES) {
                    throw new UnfitPluginException("the folder holds more than " + MOST_FILES + " files or "
                            + (MOST_BYTES >> 20) + " MiB");
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return new PluginFolder(path, sizes);
    }

    private static long size(Path entry, String name) throws UnfitPluginException, IOException {
        if (!plain(name)) {
            throw new UnfitPluginException("the file name \"" + name.replaceAll("\\p{C}", "?")
                    + "\" is not plain: expected " + PLAIN);
        }
        BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class,
                LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new UnfitPluginException(name + " is "
                    + (attributes.isSymbolicLink()
                            ? "a symbolic link; copy the file itself"
                            : attributes.isDirectory() ? "a folder; a plugin's files lie side by side" : "no file"));
        }
        return attributes.size();
    }

    /** Whether there is such a file. */
    public boolean has(String name) {
        return sizes.containsKey(name);
    }

    /** The jars, in order of their names. */
    public List<Path> jars() {
        return sizes.keySet().stream().filter(name -> name.endsWith(".jar")).map(path::resolve).toList();
    }

    /**
     * The bytes of a small file.
     *
     * @param most how many are read at most
     * @throws UnfitPluginException when there is no such file or it is longer
     */
    public byte[] bytes(String name, int most) throws UnfitPluginException, IOException {
        if (!has(name)) {
            throw new UnfitPluginException("there is no " + name + " in the folder");
        }
        try (InputStream in = Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UnfitPluginException(
                        name + " has " + sizes.get(name) + " bytes; at most " + most + " are read");
            }
            return bytes;
        }
    }

    /** The same as text; bytes that are no UTF-8 become U+FFFD. */
    public String text(String name, int most) throws UnfitPluginException, IOException {
        return new String(bytes(name, most), StandardCharsets.UTF_8);
    }

    /** SHA-256 of a file, in 64 hexadecimal digits. */
    String digest(String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
