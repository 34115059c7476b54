package io.pilothouse.persistence.sqlite;

import java.time.Duration;

/**
 * How to open a store; the settings of {@link SqliteFactory}, in range.
 *
 * @param file plain name that ends in {@code .db}
 * @param busyTimeout wait for a foreign lock, up to an hour
 * @param checkpointPages write-ahead log length that starts a checkpoint, at least 1
 * @param readers connections for reads, 1 to 16
 * @param maxPages upper bound of the database in pages, 0 for none
 * @param check whether the structure of the whole file is checked at open
 */
record StoreOptions(String file, Duration busyTimeout, int checkpointPages, int readers, int maxPages, boolean check) {
    StoreOptions {
        if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}\\.db")) {
            throw new IllegalArgumentException(
                    "setting file must be a plain name that ends in .db, such as registry.db,"
                            + " made of letters, digits, '.', '_' and '-'; it is \"" + file + "\"");
        }
        if (busyTimeout.isNegative() || busyTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("setting busy-timeout must be between 0s and 1h; it is " + busyTimeout);
        }
        checkRange("wal-autocheckpoint-pages", checkpointPages, 1, 1_000_000);
        checkRange("readers", readers, 1, 16);
        checkRange("max-pages", maxPages, 0, Integer.MAX_VALUE);
    }

    private static void checkRange(String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(
                    "setting " + key + " must be between " + lowest + " and " + highest + "; it is " + value);
        }
    }

    /** The name without {@code .db}, from which the names of the files beside it are made. */
    String stem() {
        return file.substring(0, file.length() - ".db".length());
    }
}
