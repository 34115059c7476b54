package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel serves the version of the SPI that was promised last, or plugins would be refused, or let in, for a wrong reason. */
class ServedSpiTest {
    private static final Path PROMISED = Path.of("..", "..", "spi", "api", "src", "promised", "versions");

    @Test
    void theKernelServesWhatWasPromisedLast() throws IOException {
        List<String> promises = Files.readAllLines(PROMISED).stream().filter(line -> !line.startsWith("#")).toList();
        assertEquals(promises.getLast().split(" ")[0], PluginShelf.SPI_VERSION);
    }
}
