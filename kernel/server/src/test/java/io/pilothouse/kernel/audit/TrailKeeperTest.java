package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import io.pilothouse.protocol.trail.MerkleProofs;
import io.pilothouse.protocol.trail.NoteKey;
import io.pilothouse.protocol.trail.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailKeeperTest {
    @TempDir
    private Path folder;

    private TrailSite site;

    @BeforeEach
    void begin() {
        site = new TrailSite(folder);
    }

    private Checkpoint expected(int size) throws IOException {
        CompactRange range = new CompactRange();
        for (var stored : site.journal.readTrail(1, size)) {
            range.append(MerkleHash.leaf(TrailText.of(stored).getBytes(StandardCharsets.UTF_8)));
        }
        return new Checkpoint("pilothouse/" + TrailSite.REGISTRY, size, range.root());
    }

    private void check(TrailKeeper keeper, int size) throws IOException {
        TrailKeeper.Current now = keeper.current().orElseThrow();
        assertEquals(expected(size), Checkpoint.parse(now.checkpoint()));
        assertTrue(now.checkpoint().signedBy(now.key()));
        assertEquals("", keeper.trouble());
    }

    @Test
    void aCheckpointStandsForAllRecordsAndSurvivesARestart() throws IOException {
        NoteKey key;
        Checkpoint old;
        try (TrailKeeper keeper = site.grow(1_300).keeper()) {
            check(keeper, 1_300);
            key = keeper.current().orElseThrow().key();
            site.grow(1);
            check(keeper, 1_301);
            old = Checkpoint.parse(keeper.checkpoint().orElseThrow());
            site.grow(5);
        }
        SignedNote atStop = SignedNote.parse(Files.readString(site.folder.resolve("checkpoint")));
        assertEquals(expected(1_306), Checkpoint.parse(atStop), "signed once more at the stop");
        site.grow(20);
        try (TrailKeeper keeper = site.keeper()) {
            check(keeper, 1_326);
            TrailKeeper.Current now = keeper.current().orElseThrow();
            assertEquals(key, now.key());
            assertTrue(MerkleProofs.consistent(old.size(), now.size(), old.root(), now.tree().root(),
                    now.tree().consistency(old.size(), now.size())));
        }
    }

    @Test
    void itFollowsByItself() throws IOException {
        try (TrailKeeper keeper = site.grow(3).keeper()) {
            TrailSite.await("the first checkpoint", () -> keeper.signedSize() == 3);
            site.grow(4);
            TrailSite.await("the next one", () -> keeper.signedSize() == 7);
        }
    }

    @Test
    void theKeyIsForTheRegistryAloneAndAppearsNowhere() throws IOException {
        try (TrailKeeper keeper = site.grow(2).keeper()) {
            check(keeper, 2);
        }
        Path key = site.folder.resolve("checkpoint.key");
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(key));
        assertFalse(Files.readString(site.folder.resolve("checkpoint"))
                .contains(Files.readString(key).strip().split("\\+")[4]));
    }

    @Test
    void lostAndDamagedLeavesAreMadeAgain() throws IOException {
        try (TrailKeeper keeper = site.grow(700).keeper()) {
            check(keeper, 700);
        }
        Path leaves = site.folder.resolve("leaves");
        byte[] sound = Files.readAllBytes(leaves);
        byte[] flipped = sound.clone();
        flipped[5_000] ^= 4;
        for (byte[] other : List.of(new byte[0], flipped, Arrays.copyOf(sound, 7_777), new byte[50_000])) {
            Files.write(leaves, other);
            try (TrailKeeper keeper = site.keeper()) {
                check(keeper, 700);
            }
            assertEquals(sound.length, Files.size(leaves));
        }
    }

    @Test
    void aJournalThatLostItsEndIsNotVouchedFor() throws IOException {
        try (TrailKeeper keeper = site.grow(50).keeper()) {
            check(keeper, 50);
        }
        site.store.records.tailMap(41L).clear();
        site.journal = new Journal(site.store, 40);
        try (TrailKeeper keeper = site.keeper()) {
            assertTrue(keeper.current().isEmpty());
            assertTrue(keeper.trouble().startsWith("the journal ends at record 40, but a checkpoint was signed for 50"),
                    keeper.trouble());
        }
        assertEquals(50, Checkpoint.parse(SignedNote.parse(Files.readString(site.folder.resolve("checkpoint"))))
                .size(), "the evidence stays");
    }

    @Test
    void aJournalWithAnotherPastIsNotVouchedFor() throws IOException {
        try (TrailKeeper keeper = site.grow(50).keeper()) {
            check(keeper, 50);
        }
        Files.delete(site.folder.resolve("leaves"));
        site.store.records.put(7L, RecordCodec.encode(new JournalRecord(7, 1,
                new Principal.Registry(), "local", "", List.of(), List.of())));
        try (TrailKeeper keeper = site.keeper()) {
            TrailSite.await("trouble", () -> !keeper.trouble().isEmpty());
            assertTrue(keeper.trouble().contains("are not those for which a checkpoint was signed"), keeper.trouble());
            assertTrue(keeper.current().isEmpty());
        }
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        try (TrailKeeper keeper = site.grow(5).keeper()) {
            check(keeper, 5);
        }
        for (String file : new String[]{"checkpoint", "checkpoint.key"}) {
            String sound = Files.readString(site.folder.resolve(file));
            Files.writeString(site.folder.resolve(file), "x" + sound);
            try (TrailKeeper keeper = site.keeper()) {
                TrailSite.await("trouble", () -> keeper.trouble().contains(file));
            }
            Files.writeString(site.folder.resolve(file), sound);
        }
        try (TrailKeeper keeper = site.keeper()) {
            check(keeper, 5);
        }
    }

    @Test
    void droppedRecordsLeaveTheirRange() throws IOException {
        try (TrailKeeper keeper = site.grow(100).keeper()) {
            check(keeper, 100);
            Checkpoint all = expected(100);
            assertTrue(keeper.mayDrop(60));
            assertFalse(keeper.mayDrop(101), "not yet signed");
            site.store.discardRecordsBefore(61);
            assertEquals(all, Checkpoint.parse(keeper.current().orElseThrow().checkpoint()));
        }
        for (boolean leavesToo : new boolean[]{false, true}) {
            if (leavesToo) {
                Files.delete(site.folder.resolve("leaves"));
            }
            try (TrailKeeper keeper = site.grow(1).keeper()) {
                TrailKeeper.Current now = keeper.current().orElseThrow();
                assertEquals(site.journal.lastSequence(), now.size());
                SignedNote note = now.checkpoint();
                assertTrue(note.signedBy(now.key()));
                assertTrue(MerkleProofs.consistent(100, now.size(), now.tree().root(100), now.tree().root(),
                        now.tree().consistency(100, now.size())));
            }
        }
        Files.delete(site.folder.resolve("leaves"));
        Files.delete(site.folder.resolve("dropped"));
        try (TrailKeeper keeper = site.keeper()) {
            TrailSite.await("trouble", () -> keeper.trouble().startsWith("the journal begins at record 61"));
        }
    }
}
