package io.pilothouse.acceptance.damage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    @TempDir
    private Path folder;

    @Test
    void cutsAndOverwritesExactlyWhatTheySay() throws IOException {
        Path file = Path.of("a.db");
        Files.write(folder.resolve(file), new byte[10]);
        new Damage.Overwritten(file, 4, 2, 1).apply(folder);
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        assertEquals(10, bytes.length);
        assertArrayEquals(new byte[4], Arrays.copyOf(bytes, 4));
        assertFalse(bytes[4] == 0 && bytes[5] == 0);
        new Damage.Cut(file, 3).apply(folder);
        assertEquals(3, Files.size(folder.resolve(file)));
    }

    @Test
    void spreadStaysInsideTheFileAndTouchesEachOfTheLastPages() {
        Path file = Path.of("a.db");
        List<Damage> cases = Damage.spread(file, 100_000, 30, new Random(1));
        assertEquals(30, new HashSet<>(cases).size());
        for (Damage damage : cases) {
            boolean inside = switch (damage) {
                case Damage.Cut cut -> cut.length() < 100_000;
                case Damage.Overwritten over -> over.offset() + over.count() <= 100_000;
            };
            assertTrue(inside, damage::toString);
        }
        for (long page = 24 * 4096; page > 20 * 4096; page -= 4096) {
            long from = page;
            assertTrue(cases.stream().anyMatch(each -> each instanceof Damage.Overwritten over
                    && over.offset() >= from && over.offset() < from + 4096), "page at " + page);
        }
    }
}
