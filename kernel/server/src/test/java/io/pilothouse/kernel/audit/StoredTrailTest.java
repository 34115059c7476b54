package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.audit.GetAuditLogHandler;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.command.GetAuditTrail;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import io.pilothouse.protocol.trail.MerkleProofs;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTrailTest {
    private static final int RECORDS = 2_500;

    @TempDir
    private Path folder;

    private TrailSite site;
    private TrailKeeper keeper;
    private StoredTrail trail;

    @BeforeEach
    void begin() throws IOException {
        site = new TrailSite(folder).grow(RECORDS);
        keeper = site.keeper();
        trail = new StoredTrail(site.journal, keeper);
    }

    @AfterEach
    void end() throws IOException {
        keeper.close();
    }

    private GetAuditLog.Ok ask(GetAuditLog question) throws IOException {
        Context context = new Context(new LiveState(),
                new Caller(new Source("192.0.2.9", 1, false), new SignatureEvidence.Absent(), "adm1n"),
                new AccessRules(AdminToken.of("adm1n"), false, Keys.SECRETS), new Presence(), TrailSite.START);
        return (GetAuditLog.Ok) new GetAuditLogHandler(new RecentAudit(), trail).begin(question, context).answer();
    }

    /** All pages of a question, as {@code sequence action}. */
    private List<String> all(int network, int node, String action, String since, String until, String order,
            int limit) throws IOException {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            GetAuditLog.Ok page = ask(new GetAuditLog(NetworkId.of(network), OptionalDouble.of(limit), NodeId.of(node),
                    action, since, until, order, cursor));
            page.entries().forEach(
                    entry -> found.add(entry.evidence().orElseThrow().sequence() + " " + entry.action()));
            assertTrue(page.entries().size() <= limit);
            cursor = page.nextCursor();
        } while (!cursor.isEmpty());
        return found;
    }

    private List<String> expected(BiPredicate<JournalRecord, AuditEvent> wanted) {
        List<String> found = new ArrayList<>();
        for (long sequence = RECORDS; sequence > 0; sequence--) {
            JournalRecord entry = TrailSite.record(sequence);
            for (AuditEvent event : entry.events().reversed()) {
                if (wanted.test(entry, event)) {
                    found.add(sequence + " " + event.action());
                }
            }
        }
        return found;
    }

    @Test
    void everyFilterFindsAllAndNothingElseInPagesOfAnySize() throws IOException {
        for (int limit : new int[]{1, 7, 100, 1_000}) {
            if (limit > 1) {
                assertEquals(expected((entry, event) -> true), all(0, 0, "", "", "", "newest", limit));
                assertEquals(expected((entry, event) -> true).reversed(), all(0, 0, "", "", "", "oldest", limit));
                assertEquals(expected((entry, event) -> event.action().endsWith("ed")), all(0, 0, "*ed", "", "", "",
                        limit));
            }
            assertEquals(expected((entry, event) -> event.action().equals("second")), all(0, 0, "second", "", "", "",
                    limit));
            assertEquals(expected((entry, event) -> event.attributes().get("network_id") instanceof Long network
                    && network == 2 && entry.sequence() % 4 == 2), all(2, 3, "*", "", "", "", limit));
            // Sequence and second of the time go together.
            assertEquals(expected((entry, event) -> entry.sequence() >= 100 && entry.sequence() < 160),
                    all(0, 0, "", "2027-01-15T08:01:40Z", "2027-01-15T09:02:40+01:00", "", limit));
        }
    }

    @Test
    void aNodeIsFoundAsTheOneWhoActsToo() throws IOException {
        assertEquals(expected((entry, event) -> entry.sequence() % 4 == 0), all(0, 1, "", "", "", "newest", 500));
    }

    /** What the question cannot settle in one go gets a cursor, and nothing is lost. */
    @Test
    void workIsBounded() throws IOException {
        site.grow(30_000);
        GetAuditLog.Ok first = ask(new GetAuditLog(NetworkId.BACKBONE, OptionalDouble.empty(), NodeId.NONE,
                "no.such.action", "", "", "oldest", ""));
        assertEquals(List.of(), first.entries());
        assertEquals("oldest-20001.0", first.nextCursor());
        assertEquals(List.of(), all(0, 0, "no.such.action", "", "", "", 5));
    }

    @Test
    void entriesAreAddedWhileSomebodyPages() throws IOException {
        GetAuditLog.Ok first = ask(new GetAuditLog(NetworkId.BACKBONE, OptionalDouble.of(3), NodeId.NONE, "second", "",
                "", "", ""));
        site.grow(50);
        GetAuditLog.Ok second = ask(new GetAuditLog(NetworkId.BACKBONE, OptionalDouble.of(3), NodeId.NONE, "second",
                "", "", "", first.nextCursor()));
        List<String> both = new ArrayList<>();
        first.entries().forEach(entry -> both.add(entry.evidence().orElseThrow().sequence() + " second"));
        second.entries().forEach(entry -> both.add(entry.evidence().orElseThrow().sequence() + " second"));
        assertEquals(expected((entry, event) -> event.action().equals("second")).subList(0, 6), both);
    }

    @Test
    void droppedRecordsAreTheEnd() throws IOException {
        site.store.discardRecordsBefore(2_001);
        assertEquals(expected((entry, event) -> entry.sequence() > 2_000), all(0, 0, "", "", "", "newest", 100));
        assertEquals(expected((entry, event) -> entry.sequence() > 2_000).reversed(),
                all(0, 0, "", "", "", "oldest", 100));
        GetAuditLog.Ok late = ask(new GetAuditLog(NetworkId.BACKBONE, OptionalDouble.of(1), NodeId.NONE, "", "", "",
                "", "oldest-5.0"));
        assertFalse(late.entries().isEmpty(), "a cursor to what was dropped goes on with what is there");
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        for (String[] bad : new String[][]{{"soon", "", ""}, {"", "sideways", ""}, {"", "", "5"},
            {"", "oldest", "newest-5.0"}}) {
            Refusal refusal = assertThrows(Refusal.class, () -> ask(new GetAuditLog(NetworkId.BACKBONE,
                    OptionalDouble.empty(), NodeId.NONE, "", bad[0], "", bad[1], bad[2])));
            assertEquals(Refusal.Code.INVALID, refusal.code());
        }
    }

    @Test
    void everyEntryCanBeProved() throws IOException {
        Checkpoint old = new Checkpoint("pilothouse/" + TrailSite.REGISTRY, 1_000,
                keeper.current().orElseThrow().tree().root(1_000));
        for (long sequence = 1; sequence <= RECORDS; sequence += 97) {
            GetAuditProof.Ok proof = trail.prove(new GetAuditProof(OptionalLong.of(sequence),
                    OptionalLong.of(1_000)));
            Checkpoint now = Checkpoint.parse(SignedNote.parse(proof.checkpoint()));
            assertEquals(RECORDS, now.size());
            assertTrue(proof.entry().startsWith("{\"sequence\":" + sequence + ","));
            assertFalse(proof.entry().contains("secret"), proof.entry());
            assertTrue(MerkleProofs.includes(MerkleHash.leaf(proof.entry().getBytes(StandardCharsets.UTF_8)),
                    sequence - 1, now.size(), TrailExport.bytes(proof.inclusion()), now.root()));
            assertTrue(MerkleProofs.consistent(1_000, now.size(), old.root(), now.root(),
                    TrailExport.bytes(proof.consistency())));
        }
        for (long beyond : new long[]{0, RECORDS + 1, -1}) {
            assertThrows(Refusal.class, () -> trail.prove(new GetAuditProof(OptionalLong.of(beyond),
                    OptionalLong.empty())));
        }
        assertThrows(Refusal.class, () -> trail.prove(new GetAuditProof(OptionalLong.empty(),
                OptionalLong.of(RECORDS + 1))));
    }

    @Test
    void entriesComeInPagesWithTheRangeBefore() throws IOException {
        CompactRange range = null;
        long next = 1_777;
        while (next <= RECORDS) {
            GetAuditTrail.Ok page = trail.entries(new GetAuditTrail(next, OptionalLong.empty()));
            assertEquals(next, page.first());
            range = range == null ? new CompactRange(next - 1, TrailExport.bytes(page.before())) : range;
            for (String entry : page.entries()) {
                range.append(MerkleHash.leaf(entry.getBytes(StandardCharsets.UTF_8)));
            }
            next += page.entries().size();
        }
        assertEquals(TrailExport.text(keeper.current().orElseThrow().tree().root()),
                TrailExport.text(range.root()));
        assertEquals(List.of(), trail.entries(new GetAuditTrail(RECORDS + 1, OptionalLong.empty())).entries());
        assertEquals(2, trail.entries(new GetAuditTrail(5, OptionalLong.of(6))).entries().size());
    }
}
