package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.journal.SnapshotWriting;
import io.pilothouse.kernel.state.LiveState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Record n is of second n; snapshots stand at 300 and 600 of 1000. */
class TrailRetentionTest {
    @TempDir
    private Path folder;

    private TrailSite site;
    private TrailKeeper keeper;

    @BeforeEach
    void begin() throws IOException {
        site = new TrailSite(folder);
        LiveState state = new LiveState();
        SnapshotWriting snapshots = new SnapshotWriting(site.store, state, site.journal, 0);
        state.apply(TrailSite.record(1).changes().getFirst());
        for (int size : new int[]{300, 600, 1_000}) {
            site.grow(size - (int) site.journal.lastSequence());
            site.journal.published();
            if (size < 1_000) {
                snapshots.write();
            }
        }
        keeper = site.keeper();
    }

    @AfterEach
    void end() throws IOException {
        keeper.close();
    }

    private long run(Duration age, long records) throws IOException {
        assertEquals(1_000, keeper.current().orElseThrow().size());
        return new TrailRetention(site.store, site.journal, keeper, age, records, () -> Long.MAX_VALUE, 0)
                .run(TrailSite.START + Duration.ofSeconds(1_000).toMillis());
    }

    @Test
    void withoutSettingsNothingGoes() throws IOException {
        assertEquals(0, run(Duration.ZERO, 0));
        assertEquals(1, site.journal.firstSequence());
    }

    @Test
    void theOldGo() throws IOException {
        assertEquals(199, run(Duration.ofSeconds(800), 0));
        assertEquals(200, site.journal.firstSequence());
        assertEquals(0, run(Duration.ofSeconds(800), 0));
        assertEquals(0, run(Duration.ofSeconds(5_000), 0));
    }

    @Test
    void theSurplusGoes() throws IOException {
        assertEquals(150, run(Duration.ofMinutes(15), 850));
        assertEquals(151, site.journal.firstSequence());
    }

    @Test
    void whatTheOlderSnapshotNeedsStays() throws IOException {
        assertEquals(300, run(Duration.ofSeconds(1), 10));
        assertEquals(301, site.journal.firstSequence());
        assertEquals(1_000, keeper.current().orElseThrow().size());
    }

    @Test
    void aRegistryWithOneSnapshotKeepsAll() throws IOException {
        site.store.discardSnapshots(1);
        assertEquals(0, run(Duration.ofSeconds(1), 10));
    }
}
