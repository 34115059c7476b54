package io.pilothouse.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFactoryTest {
    @TempDir
    Path folder;

    @Test
    void thePluginOffersAWorkingBackend() throws StartupException, IOException {
        SqliteFactory factory = assertInstanceOf(SqliteFactory.class, new SqlitePlugin().factories().getFirst());
        assertEquals("sqlite", factory.type());
        try (PersistenceBackend store = factory.create(settings(Map.of("file", "other.db", "check-at-open", true)),
                context())) {
            store.append(Stores.batch(1, 2));
        }
        assertTrue(Files.exists(folder.resolve("other.db")) && Files.exists(folder.resolve("other.mark")));
    }

    @Test
    void settingsOutOfRangeAndUnusableFoldersAreExplained() {
        SqliteFactory factory = new SqliteFactory();
        assertEquals("setting readers must be between 1 and 16; it is 0",
                assertThrows(StartupException.class, () -> factory.create(settings(Map.of("readers", 0)), context()))
                        .getMessage());
        assertTrue(assertThrows(StartupException.class,
                () -> factory.create(settings(Map.of("file", "../x.db")), context()))
                .getMessage().contains("plain name"));
    }

    private static Settings settings(Map<String, Object> given) {
        return new Settings() {
            @Override
            public <T> T value(Setting<T> setting) {
                Object value = given.get(setting.key());
                return value == null ? setting.fallback().orElseThrow() : setting.type().cast(value);
            }
        };
    }

    private ComponentContext context() {
        return new ComponentContext() {
            @Override
            public String instance() {
                return "test";
            }

            @Override
            public Path dataFolder() {
                return folder;
            }

            @Override
            public InstantSource clock() {
                return InstantSource.system();
            }

            @Override
            public OutboundHttp http() {
                throw new UnsupportedOperationException("a store connects to nothing");
            }

            @Override
            public OutboundSockets sockets() {
                throw new UnsupportedOperationException("a store connects to nothing");
            }
        };
    }
}
