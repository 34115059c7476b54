package io.pilothouse.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.Draft;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.spi.DamagedStoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded random histories: what is replayed equals what was lived, whatever snapshot it begins with. */
class ReplayEqualsLiveTest {
    private static final int RECORDS = 300;

    private final MemoryStore store = new MemoryStore();
    private final LiveState live = new LiveState();
    private final Journal journal = new Journal(store, 0);

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replayOfTheWholeJournalEqualsTheLiveState(int seed) throws Exception {
        live(seed, RECORDS);
        assertSame(live, recovered(Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSnapshotTakenWhileTheRegistryWorksDoesNotMatter(int seed) throws Exception {
        RandomFacts facts = live(seed, RECORDS / 2);
        long sequence = journal.lastSequence();
        Random random = new Random(seed);
        List<byte[]> pieces = new ArrayList<>();
        for (Iterator<Change> blurred = live.facts().iterator(); blurred.hasNext();) {
            pieces.add(RecordCodec.encode(List.of(blurred.next())));
            if (random.nextInt(4) == 0) {
                commit(facts, random);
            }
        }
        store.snapshots.put(sequence, pieces);
        commit(facts, random);
        assertSame(live, recovered(Optional.empty()));
        assertSame(live, recovered(Optional.of(0L)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPrefixOfTheJournalIsAStateThatWas(int seed) throws Exception {
        live(seed, 40);
        LiveState step = new LiveState();
        MemoryStore prefix = new MemoryStore();
        for (long sequence = 1; sequence <= journal.lastSequence(); sequence++) {
            prefix.records.put(sequence, store.records.get(sequence));
            step.apply(RecordCodec.decode(sequence, store.records.get(sequence)));
            LiveState cut = new LiveState();
            new Recovery(prefix, Optional.empty()).into(cut, done -> {});
            assertSame(step, cut);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyAlteredByteIsRefused(int seed) throws Exception {
        live(seed, 5);
        Random random = new Random(seed);
        long sequence = 1 + random.nextLong(journal.lastSequence());
        byte[] bytes = store.records.get(sequence).clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        store.records.put(sequence, bytes);
        DamagedStoreException damage = assertThrows(DamagedStoreException.class, () -> recovered(Optional.empty()));
        assertTrue(damage.getMessage().contains("journal record " + sequence), damage.getMessage());
        assertTrue(damage.getMessage().contains(Recovery.ADVICE), damage.getMessage());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void timeAndEventsOfTheTailAreReadWithoutTheChanges(int seed) throws Exception {
        live(seed, RECORDS);
        List<JournalRecord> whole = journal.read(50, 1_000);
        List<JournalRecord> tail = journal.readEntries(50, 1_000);
        assertEquals(whole.stream().map(JournalRecord::sequence).toList(),
                tail.stream().map(JournalRecord::sequence).toList());
        assertEquals(whole.stream().map(JournalRecord::time).toList(),
                tail.stream().map(JournalRecord::time).toList());
        assertEquals(whole.stream().map(JournalRecord::events).toList(),
                tail.stream().map(JournalRecord::events).toList());
        assertEquals(150, journal.readEntries(50, 150).size());
    }

    private RandomFacts live(int seed, int records) throws Exception {
        RandomFacts facts = new RandomFacts(seed);
        commit(List.of(new Change.RegistryFounded("id", 1), new Change.NetworkPut(Network.backbone(1))));
        Random random = new Random(seed);
        while (journal.lastSequence() < records) {
            commit(facts, random);
        }
        return facts;
    }

    private void commit(RandomFacts facts, Random random) throws Exception {
        Draft draft = live.draft();
        List<Change> changes = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Change change = facts.next(draft);
            draft.apply(change);
            changes.add(change);
        }
        draft.apply(append(changes));
        draft.publish();
    }

    private void commit(List<Change> changes) throws Exception {
        live.apply(append(changes));
    }

    private JournalRecord append(List<Change> changes) throws Exception {
        // Some records have no event, some have two.
        JournalRecord entry = new JournalRecord(journal.lastSequence() + 1, 1, new Principal.Registry(), "local", "x",
                Collections.nCopies(changes.size() % 3, AuditEvent.of("test.happened").and("node_id", NodeId.of(1))),
                changes);
        journal.append(List.of(entry));
        return entry;
    }

    private LiveState recovered(Optional<Long> snapshot) throws Exception {
        LiveState state = new LiveState();
        long sequence = new Recovery(store, snapshot).into(state, done -> {});
        assertEquals(journal.lastSequence(), sequence);
        return state;
    }

    /** Facts, indices and counters. */
    private static void assertSame(LiveState expected, LiveState actual) {
        assertEquals(facts(expected), facts(actual));
        assertEquals(expected.events(), actual.events());
        assertEquals(expected.liveNodes(), actual.liveNodes());
        assertEquals(expected.taskExecutors(), actual.taskExecutors());
        assertEquals(expected.trustPairs(), actual.trustPairs());
        assertEquals(expected.pendingInvites(), actual.pendingInvites());
        expected.identities().forEach(node -> {
            node.name().ifPresent(name -> assertEquals(Optional.of(node), actual.identityOf(name)));
            assertEquals(expected.identityOf(node.key()), actual.identityOf(node.key()));
            assertEquals(expected.networksOf(node.id()), actual.networksOf(node.id()));
        });
        for (int id = 1; id < 6; id++) {
            NetworkId network = NetworkId.of(id);
            assertEquals(expected.members(network).toList(), actual.members(network).toList());
            assertEquals(expected.memberCount(network), actual.memberCount(network));
            assertEquals(expected.members(network).count(), expected.memberCount(network));
            for (int node = 1; node < 13; node++) {
                NodeId inviter = NodeId.of(node);
                assertEquals(expected.keptAdmission(network, inviter), actual.keptAdmission(network, inviter));
                assertEquals(expected.admittees(network, inviter), actual.admittees(network, inviter));
                assertEquals(Stream.concat(expected.members(network).map(Membership::admittedBy),
                        expected.keptAdmissions(network).map(KeptAdmission::admittedBy)).filter(inviter::equals)
                        .count(), expected.admittees(network, inviter));
            }
        }
    }

    private static Set<String> facts(LiveState state) {
        Set<String> facts = new TreeSet<>();
        state.facts().forEach(fact -> facts.add(new String(RecordCodec.encode(List.of(fact)), 4,
                RecordCodec.encode(List.of(fact)).length - 4, StandardCharsets.UTF_8)));
        return facts;
    }
}
