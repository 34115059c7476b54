package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Opens a {@link SqliteStore} in the instance's data folder. */
final class SqliteFactory implements PersistenceBackend.Factory {
    static final Setting<String> FILE = Setting.of("file", String.class, "registry.db",
            "Name of the database file inside the instance's data folder; a plain name that ends in .db.");
    static final Setting<Duration> BUSY_TIMEOUT = Setting.of("busy-timeout", Duration.class, Duration.ofSeconds(10),
            "How long to wait for a tool, such as a backup, that holds the database's lock.");
    static final Setting<Integer> CHECKPOINT_PAGES = Setting.of("wal-autocheckpoint-pages", Integer.class, 1000,
            "Length of the write-ahead log, in pages of 4 KiB, from which it is copied into the database.");
    static final Setting<Integer> READERS = Setting.of("readers", Integer.class, 2,
            "How many reads run at once, 1 to 16; each has its own connection.");
    static final Setting<Integer> MAX_PAGES = Setting.of("max-pages", Integer.class, 0,
            "Largest size of the database in pages of 4 KiB; 0 is as large as the disk allows.");
    static final Setting<Boolean> CHECK = Setting.of("check-at-open", Boolean.class, false,
            "Whether to check the structure of the whole file at every start; takes about a second per gigabyte.");

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FILE, BUSY_TIMEOUT, CHECKPOINT_PAGES, READERS, MAX_PAGES, CHECK);
    }

    @Override
    public PersistenceBackend create(Settings settings, ComponentContext context) throws StartupException {
        try {
            StoreOptions options = new StoreOptions(settings.value(FILE), settings.value(BUSY_TIMEOUT),
                    settings.value(CHECKPOINT_PAGES), settings.value(READERS), settings.value(MAX_PAGES),
                    settings.value(CHECK));
            return SqliteStore.open(context.dataFolder(), options);
        } catch (IllegalArgumentException | IOException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }
}
