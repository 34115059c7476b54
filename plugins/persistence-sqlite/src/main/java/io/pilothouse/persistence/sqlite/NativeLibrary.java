package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native code from a copy in the data folder. The driver's own choice would be the system's temporary
 * folder, where a killed process leaves its copy for ever.
 */
final class NativeLibrary {
    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** Loads once per class loader; removes the copy as soon as it is mapped, and any copy of an earlier kill. */
    static synchronized void load(Path folder) throws IOException {
        Files.createDirectories(folder);
        removeCopies(folder);
        String before = System.getProperty(FOLDER_PROPERTY);
        System.setProperty(FOLDER_PROPERTY, folder.toString());
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
            if (before == null) {
                System.clearProperty(FOLDER_PROPERTY);
            } else {
                System.setProperty(FOLDER_PROPERTY, before);
            }
        }
        removeCopies(folder);
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
