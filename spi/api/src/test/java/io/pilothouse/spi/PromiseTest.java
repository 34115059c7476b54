package io.pilothouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.Runtime.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The jar with which the build compares the SPI cannot be exchanged without a new version: each version that was promised is
 * listed with the hash of its jar.
 */
class PromiseTest {
    private static final Path PROMISED = Path.of("src", "promised");

    private record Promise(String version, String hash) {}

    private static List<Promise> promises() throws IOException {
        List<Promise> promises = new ArrayList<>();
        for (String line : Files.readAllLines(PROMISED.resolve("versions"))) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" ");
                promises.add(new Promise(parts[0], parts[1]));
            }
        }
        return promises;
    }

    @Test
    void theJarIsTheOneOfTheLastVersion() throws IOException, NoSuchAlgorithmException {
        Promise last = promises().getLast();
        byte[] jar = Files.readAllBytes(PROMISED.resolve("pilothouse-spi-" + last.version() + ".jar"));
        assertEquals(last.hash(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar)));
    }

    @Test
    void versionsRise() throws IOException {
        List<Promise> promises = promises();
        assertFalse(promises.isEmpty());
        for (int index = 1; index < promises.size(); index++) {
            assertTrue(Version.parse(promises.get(index - 1).version())
                    .compareTo(Version.parse(promises.get(index).version())) < 0, "versions must rise");
        }
    }
}
