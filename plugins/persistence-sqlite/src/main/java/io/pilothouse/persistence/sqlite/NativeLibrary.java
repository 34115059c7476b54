package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's native code from a copy in the data folder. The driver's own choice would be the system's temporary
 * folder, where a killed process leaves its copy for ever.
 */
final class NativeLibrary {
    /** Where the driver would extract the library to, should ours not do. */
    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";
    /** Where the driver finds a library that is extracted already. */
    private static final String PATH_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";

    /** Where this is, Java may be made for it and not for glibc. */
    private static final Path OTHER_C_LIBRARY = Path.of("/lib/ld-musl-x86_64.so.1");

    private NativeLibrary() {}

    /** Loads once per class loader; removes the copy as soon as it is mapped, and any copy of an earlier kill. */
    static synchronized void load(Path folder) throws IOException {
        Files.createDirectories(folder);
        removeCopies(folder);
        Map<String, Optional<String>> before = new HashMap<>();
        extract(folder).ifPresent(copy -> {
            set(before, PATH_PROPERTY, folder.toString());
            set(before, NAME_PROPERTY, copy.getFileName().toString());
        });
        set(before, FOLDER_PROPERTY, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
            // The driver registers itself in a list of the whole process, which would keep an unloaded plugin alive.
            DriverManager.deregisterDriver(DriverManager.getDriver(JDBC.PREFIX));
        } catch (SQLException e) {
            // Nothing registered, nothing to undo.
        } catch (Exception | LinkageError e) {
            throw new IOException("SQLite's native library cannot be loaded from " + folder + ": " + e.getMessage()
                    + ". The plugin needs the right to native code (plugin.capabilities=native in its plugin.properties) and"
                    + " a data folder that is not mounted noexec.", e);
        } finally {
            before.forEach((key, value) -> value.ifPresentOrElse(text -> System.setProperty(key, text),
                    () -> System.clearProperty(key)));
        }
        removeCopies(folder);
    }

    private static void set(Map<String, Optional<String>> before, String key, String value) {
        before.put(key, Optional.ofNullable(System.setProperty(key, value)));
    }

    /**
     * The library for this machine, by our own hand: the driver compares what it has written byte for byte, which took two
     * tenths of a second of a start. Empty when the driver has none where it is expected, which it will say itself.
     */
    private static Optional<Path> extract(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream library = SQLiteJDBCLoader.class
                .getResourceAsStream(place() + "/" + name)) {
            if (library == null) {
                return Optional.empty();
            }
            Path copy = folder.resolve("sqlite-" + UUID.randomUUID() + "-" + name);
            Files.copy(library, copy);
            return Optional.of(copy);
        }
    }

    /** Where the driver's jar has it. The driver's own answer starts a process, to recognise a telephone. */
    private static String place() {
        boolean usual = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64")
                && !Files.exists(OTHER_C_LIBRARY);
        return usual ? "/org/sqlite/native/Linux/x86_64" : LibraryLoaderUtil.getNativeLibResourcePath();
    }

    private static void removeCopies(Path folder) throws IOException {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path copy : copies) {
                removeUnlessMapped(copy);
            }
        }
    }

    private static void removeUnlessMapped(Path copy) {
        try {
            Files.delete(copy);
        } catch (IOException e) {
            // Windows does not delete a mapped file; the next open does.
        }
    }
}
