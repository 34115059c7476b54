package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.DamagedStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Words for what can go wrong, with the way out. */
final class Fault {
    /** Extended result codes carry the primary code in their low byte. */
    private static final int PRIMARY = 0xff;

    private Fault() {}

    static boolean isDamage(SQLException e) {
        int code = code(e);
        int primary = code & PRIMARY;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                || primary == SQLiteErrorCode.SQLITE_FORMAT.code
                || code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ.code;
    }

    private static int code(SQLException e) {
        // The driver's error code is the primary one alone.
        return e instanceof SQLiteException specific ? specific.getResultCode().code : e.getErrorCode();
    }

    static boolean isFull(SQLException e) {
        return (code(e) & PRIMARY) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    /**
     * What an SQLite error means to the kernel.
     *
     * @param file the database
     * @param doing continues "SQLite failed while …"
     */
    static IOException of(SQLException e, Path file, String doing) {
        if (isDamage(e)) {
            return damaged(file, "SQLite reports while " + doing + ": " + e.getMessage(), e);
        }
        if (isFull(e)) {
            return new IOException("No room left for the database " + file + " while " + doing
                    + ": free space on its disk, or raise the setting max-pages if it is set (" + e.getMessage() + ")",
                    e);
        }
        return new IOException("SQLite failed while " + doing + " in " + file + ": " + e.getMessage(), e);
    }

    static DamagedStoreException damaged(Path file, String what) {
        return damaged(file, what, null);
    }

    private static DamagedStoreException damaged(Path file, String what, Throwable cause) {
        return new DamagedStoreException("The database " + file + " is damaged. " + what
                + ". Recover by restoring the whole data folder " + file.getParent()
                + " (database, write-ahead log and mark together) from a backup.", cause);
    }
}
