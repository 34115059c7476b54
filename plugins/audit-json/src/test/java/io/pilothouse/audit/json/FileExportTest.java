package io.pilothouse.audit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines in a file, in health and after what happens to files. */
class FileExportTest {
    @TempDir
    Path folder;

    private final TurnedClock clock = new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"));
    private final List<AuditExporter> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(AuditExporter::close);
    }

    private AuditExporter exporter(String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("url", "file:audit.jsonl", "rotate-age", "0s"));
        for (int each = 0; each < more.length; each += 2) {
            settings.put(more[each], more[each + 1]);
        }
        JsonExportFactory factory = new JsonExportFactory();
        AuditExporter exporter = factory.create(TestSettings.of(factory, settings), new TestContext(folder, clock));
        made.add(exporter);
        return exporter;
    }

    private static void deliver(AuditExporter exporter, long first, int count) throws Exception {
        assertEquals(new Delivery.Delivered(), exporter.export(Events.kicks(first, count)));
    }

    private Path file() {
        return folder.resolve("audit.jsonl");
    }

    private List<Path> old() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> !each.equals(file())).sorted().toList();
        }
    }

    private static List<Long> ids(Path file) throws IOException {
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return Lines.ids(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")));
        }
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void eachEventIsALineAndOthersCannotReadIt() throws Exception {
        AuditExporter exporter = exporter();
        deliver(exporter, 1, 2);
        deliver(exporter, 3, 1);
        assertEquals(range(1, 3), ids(file()));
        assertTrue(Files.readString(file()).endsWith("}\n"));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals(List.of(), old());
    }

    @Test
    void itCanLieInAFolderOfTheOperator(@TempDir Path other) throws Exception {
        deliver(exporter("folder", other.toString()), 1, 1);
        assertEquals(range(1, 1), ids(other.resolve("audit.jsonl")));
    }

    @Test
    void aFileThatIsFullIsPutAwayAndCompressedAndSoManyAreKept() throws Exception {
        AuditExporter exporter = exporter("rotate-size", "4096", "keep", "2");
        for (long id = 1; id <= 40; id++) {
            deliver(exporter, id, 1);
        }
        List<Long> kept = new ArrayList<>();
        for (Path each : old()) {
            assertTrue(each.getFileName().toString().matches("audit\\.jsonl\\.20270115T080000Z-[0-9]{3}\\.gz"),
                    each.toString());
            kept.addAll(ids(each));
        }
        kept.addAll(ids(file()));
        assertEquals(2, old().size());
        assertEquals(range(kept.getFirst(), 40), kept);
        assertTrue(kept.getFirst() > 1 && Files.size(file()) <= 4_096);
    }

    @Test
    void aFileThatIsOldIsPutAway() throws Exception {
        AuditExporter exporter = exporter("rotate-age", "1h", "gzip", "false");
        deliver(exporter, 1, 1);
        clock.turn(Duration.ofMinutes(59));
        deliver(exporter, 2, 1);
        clock.turn(Duration.ofMinutes(1));
        deliver(exporter, 3, 1);
        assertEquals(List.of(folder.resolve("audit.jsonl.20270115T090000Z-001")), old());
        assertEquals(range(1, 2), ids(old().getFirst()));
        assertEquals(range(3, 3), ids(file()));
    }

    @Test
    void whatACrashLeftOfALineIsTakenAway() throws Exception {
        AuditExporter exporter = exporter();
        deliver(exporter, 1, 2);
        exporter.close();
        Files.writeString(file(), "{\"timestamp\":\"2027-01-15T08:0", StandardOpenOption.APPEND);
        deliver(exporter(), 3, 1);
        assertEquals(range(1, 3), ids(file()));
    }

    @Test
    void aFileThatNeverHadAWholeLineIsBegunAnew() throws Exception {
        Files.write(file(), new byte[10_000]);
        deliver(exporter(), 1, 1);
        assertEquals(range(1, 1), ids(file()));
    }

    @Test
    void aFileOfSomethingElseIsLeftAlone() throws Exception {
        Files.writeString(file(), "first\nno end");
        Delivery.Retry waits = assertInstanceOf(Delivery.Retry.class, exporter().export(Events.kicks(1, 1)));
        assertTrue(waits.reason().contains("is it a file of something else"), waits.reason());
        assertEquals("first\nno end", Files.readString(file()));
    }

    @Test
    void whenTheDiskIsFullEventsWait() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
        AuditExporter exporter = exporter();
        Delivery.Retry waits = assertInstanceOf(Delivery.Retry.class, exporter.export(Events.kicks(1, 1)));
        assertTrue(waits.reason().startsWith("cannot write to " + file()), waits.reason());
        Files.delete(file());
        deliver(exporter, 1, 1);
        assertEquals(range(1, 1), ids(file()));
    }

    @Test
    void aFileThatSomebodyMovesOrRemovesIsMadeAnew() throws Exception {
        AuditExporter exporter = exporter();
        deliver(exporter, 1, 1);
        Files.move(file(), folder.resolve("moved"));
        deliver(exporter, 2, 1);
        Files.delete(file());
        deliver(exporter, 3, 1);
        assertEquals(range(1, 1), ids(folder.resolve("moved")));
        assertEquals(range(3, 3), ids(file()));
    }

    @Test
    void twoSinksDoNotShareAFile() throws Exception {
        deliver(exporter(), 1, 1);
        Delivery.Retry waits = assertInstanceOf(Delivery.Retry.class, exporter().export(Events.kicks(2, 1)));
        assertTrue(waits.reason().contains("another sink"), waits.reason());
        made.getFirst().close();
        deliver(made.getLast(), 2, 1);
        assertEquals(range(1, 2), ids(file()));
    }

    @Test
    void whatCouldNotBeCompressedIsCompressedLater() throws Exception {
        AuditExporter exporter = exporter("rotate-age", "1h");
        deliver(exporter, 1, 1);
        // In the way of the compressed file.
        Path obstacle = Files.createDirectories(folder.resolve("audit.jsonl.gz.part").resolve("x"));
        clock.turn(Duration.ofHours(2));
        deliver(exporter, 2, 1);
        assertEquals(range(1, 1), ids(folder.resolve("audit.jsonl.20270115T100000Z-001")));
        Files.delete(obstacle);
        clock.turn(Duration.ofHours(2));
        deliver(exporter, 3, 1);
        assertEquals(List.of(folder.resolve("audit.jsonl.20270115T100000Z-001.gz"),
                folder.resolve("audit.jsonl.20270115T120000Z-001.gz")), old());
    }
}
