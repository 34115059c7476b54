package io.pilothouse.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondOpenInThisProcessIsRefused() throws IOException {
        try (SqliteStore store = Stores.open(folder)) {
            IOException refusal = assertThrows(IOException.class,
                    () -> Stores.open(folder.resolve("../" + folder.getFileName())));
            assertTrue(refusal.getMessage().contains("process " + ProcessHandle.current().pid()), refusal.getMessage());
            store.append(Stores.batch(1, 1));
        }
        Stores.open(folder).close();
    }

    @Test
    void aSecondProcessIsRefusedAndAKilledOneLeavesNothingButItsRecords() throws IOException, InterruptedException {
        Process holder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")), "-cp",
                System.getProperty("java.class.path"),
                StoreHolder.class.getName(), Files.createDirectory(folder.resolve("data")).toString())
                .redirectErrorStream(true)
                .start();
        long acknowledged = 0;
        try (BufferedReader lines = holder.inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged < 200) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            IOException refusal = assertThrows(IOException.class, () -> Stores.open(folder.resolve("data")));
            assertTrue(refusal.getMessage().contains("is in use by process " + holder.pid()), refusal.getMessage());
            // Not Process.destroyForcibly, which would close the pipe with what was acknowledged last.
            holder.toHandle().destroyForcibly();
            holder.waitFor();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                acknowledged = Math.max(acknowledged, Long.parseLong(line));
            }
        } finally {
            holder.destroyForcibly();
        }
        try (SqliteStore store = Stores.open(folder.resolve("data"))) {
            assertTrue(store.lastSequence() >= acknowledged, store.lastSequence() + " of " + acknowledged);
            assertEquals(acknowledged, store.read(1, (int) acknowledged).size());
        }
        try (Stream<Path> left = Files.list(folder.resolve("tmp"));
                Stream<Path> copies = Files.list(folder.resolve("data/native"))) {
            assertEquals(0, left.count(), "the system's temporary folder stays clean");
            assertEquals(0, copies.count(), "no copy of the native library stays");
        }
    }

    @Test
    void copiesOfAnEarlierKillAreRemoved() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("native")).resolve("sqlite-3.0-x-libsqlitejdbc.so");
        Files.writeString(copy, "left over");
        Stores.open(folder).close();
        assertTrue(Files.notExists(copy));
    }
}
