package io.pilothouse.secrets.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSecretsTest {
    @TempDir
    private Path root;
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(root.toRealPath().resolve("secrets"));
        Files.writeString(root.resolve("outside"), "never");
    }

    private void put(String key, String text, String permissions) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(folder.resolve(key), text),
                PosixFilePermissions.fromString(permissions));
    }

    private FileSecrets secrets(FileSecrets.Wide wide) {
        return new FileSecrets(folder, wide);
    }

    @Test
    void aFileIsASecretWithoutItsLastLineBreak() throws IOException {
        put("one", "a b \n", "rw-------");
        put("two.key", "line 1\nline 2\r\n", "rw-r-----");
        put("bare", "x", "r--------");
        put("empty", "\n", "r--------");
        FileSecrets secrets = secrets(FileSecrets.Wide.REFUSE);
        assertEquals(Optional.of(Secret.of("a b ")), secrets.resolve("one"));
        assertEquals(Optional.of(Secret.of("line 1\nline 2")), secrets.resolve("two.key"));
        assertEquals(Optional.of(Secret.of("x")), secrets.resolve("bare"));
        assertEquals(Optional.empty(), secrets.resolve("empty"));
        assertEquals(Optional.empty(), secrets.resolve("missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "..", ".", "/etc/passwd", "a/../../outside", ".hidden", "a\\b", "a\0b", "",
        "-"})
    void keysLeadNowhereElse(String key) {
        IOException refused = assertThrows(IOException.class, () -> secrets(FileSecrets.Wide.WARN).resolve(key));
        assertFalse(refused.getMessage().contains("never"));
    }

    @Test
    void linksInsideTheFolderAreFollowedAndOthersAreNot() throws IOException {
        // As container platforms do it: a key is a link through a link to a folder that is swapped as a whole.
        Path version = Files.createDirectory(folder.resolve("..2026_11_22"));
        Files.setPosixFilePermissions(Files.writeString(version.resolve("key"), "mounted"),
                PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_22"));
        Files.createSymbolicLink(folder.resolve("key"), Path.of("..data/key"));
        Files.createSymbolicLink(folder.resolve("away"), root.resolve("outside"));
        FileSecrets secrets = secrets(FileSecrets.Wide.REFUSE);
        assertEquals(Optional.of(Secret.of("mounted")), secrets.resolve("key"));
        assertTrue(assertThrows(IOException.class, () -> secrets.resolve("away")).getMessage().contains("leads out"));
    }

    @Test
    void filesThatEverybodyMayReadAreRefusedIfWanted() throws IOException {
        put("wide", "x", "rw-r--r--");
        assertEquals(Optional.of(Secret.of("x")), secrets(FileSecrets.Wide.WARN).resolve("wide"));
        IOException refused = assertThrows(IOException.class, () -> secrets(FileSecrets.Wide.REFUSE).resolve("wide"));
        assertTrue(refused.getMessage().contains("chmod o-rwx"), refused.getMessage());
    }

    @Test
    void whatIsNoTextFileIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        put("large", "x".repeat(64 * 1024 + 1), "rw-------");
        Files.write(folder.resolve("binary"), new byte[]{(byte) 0xff, 0});
        for (String key : new String[]{"folder", "large", "binary"}) {
            assertThrows(IOException.class, () -> secrets(FileSecrets.Wide.WARN).resolve(key));
        }
    }

    @Test
    void theFolderIsASetting() throws Exception {
        put("one", "1", "rw-------");
        FileSecretsFactory factory = new FileSecretsFactory();
        assertEquals("file", factory.type());
        try (SecretsProvider made = factory.create(folder(folder), null)) {
            assertEquals(Optional.of(Secret.of("1")), made.resolve("one"));
        }
        assertThrows(StartupException.class, () -> factory.create(folder(Path.of("secrets")), null).close());
        assertThrows(StartupException.class, () -> factory.create(folder(root.resolve("none")), null).close());
    }

    private static Settings folder(Path folder) {
        Map<Setting<?>, Object> values = Map.of(FileSecretsFactory.FOLDER, folder, FileSecretsFactory.WIDE,
                FileSecrets.Wide.REFUSE);
        return new Settings() {
            @Override
            public <T> T value(Setting<T> setting) {
                return setting.type().cast(values.get(setting));
            }
        };
    }
}
