package io.pilothouse.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel serves the version of the SPI that was promised last, or plugins would be refused, or let in, for a wrong reason. */
class ServedSpiTest {
    private static final Path PROMISED = Path.of("..", "api", "src", "promised", "versions");

    @Test
    void theKernelServesWhatWasPromisedLast() throws IOException {
        List<String> promises = Files.readAllLines(PROMISED).stream().filter(line -> !line.startsWith("#")).toList();
        assertEquals(promises.getLast().split(" ")[0], SpiVersion.SERVED);
    }

    @Test
    void rangesAreReadAsPf4jReadsThem() throws Exception {
        for (String range : List.of("^1.0.0", "1.0.0", "0.9.0", ">=1.0.0 & <2.0.0", "~1.0", " 1.x ")) {
            SpiVersion.check(range);
        }
        for (String range : List.of("^2.0.0", "1.1.0", ">=1.0.1", "^0.9.0")) {
            assertEquals("it requires SPI version " + range + ", but this kernel serves " + SpiVersion.SERVED
                    + "; install a version of the plugin made for " + SpiVersion.SERVED, refusal(range));
        }
        assertTrue(refusal("soon").startsWith("in plugin.properties, plugin.requires is \"soon\", which is not"));
    }

    private static String refusal(String range) {
        return assertThrows(UnfitPluginException.class, () -> SpiVersion.check(range), range).getMessage();
    }
}
