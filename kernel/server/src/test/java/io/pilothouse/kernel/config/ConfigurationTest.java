package io.pilothouse.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("pilothouse.properties");
    }

    @Test
    void anOptionWinsOverAVariableAndThatOverTheFile() throws IOException, InvalidSettingsException {
        Files.writeString(file(), "listen=127.0.0.1:1\nhttp=127.0.0.1:1\nmax-nodes=1\npersistence.readers=3\n");
        Configuration read = Configuration.read(List.of("--listen", "127.0.0.1:3", "--tls=false"),
                Map.of("PILOTHOUSE_LISTEN", "127.0.0.1:2", "PILOTHOUSE_HTTP", "127.0.0.1:2", "OTHER", "x"), file());
        assertEquals("127.0.0.1:3", read.value(KernelSettings.LISTEN));
        assertEquals("127.0.0.1:2", read.value(KernelSettings.HTTP));
        assertEquals(1, read.value(KernelSettings.MAX_NODES).intValue());
        assertEquals(false, read.value(KernelSettings.TLS));
        assertEquals(Map.of("readers", "3"), read.of("persistence"));
    }

    @Test
    void variablesOfTheCommandLineAreNoSettings() throws InvalidSettingsException {
        Configuration read = Configuration.read(List.of(),
                Map.of("PILOTHOUSE_SERVER", "127.0.0.1:1", "PILOTHOUSE_KEY", "agent.pem", "PILOTHOUSE_ADMIN_TOKEN",
                        "token"),
                file());
        assertEquals("token", read.value(KernelSettings.ADMIN_TOKEN));
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        Files.writeString(file(), "lissten=127.0.0.1:1\n");
        List<String> problems = assertThrows(InvalidSettingsException.class,
                () -> Configuration.read(List.of("word", "--tls", "maybe", "--http", "a:1", "--http", "b:1"),
                        Map.of("PILOTHOUSE_MAX_NODE", "7"), file()))
                .problems();
        String all = String.join("\n", problems);
        assertTrue(all.contains("unexpected argument word"), all);
        assertTrue(all.contains("--http is given twice"), all);
        assertTrue(all.contains("unknown setting lissten; did you mean listen?"), all);
        assertTrue(all.contains("unknown setting max-node; did you mean max-nodes?"), all);
        assertTrue(all.contains("\"maybe\" is not true or false"), all);
    }

    @Test
    void aNamedFileMustBeThere() {
        String all = String.join("\n", assertThrows(InvalidSettingsException.class,
                () -> Configuration.read(List.of("--config", folder.resolve("none").toString()), Map.of(), file()))
                .problems());
        assertTrue(all.contains("none"), all);
    }
}
