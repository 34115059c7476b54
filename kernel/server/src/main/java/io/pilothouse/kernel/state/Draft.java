package io.pilothouse.kernel.state;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Changes that are decided but not durable yet. Threads: the committer's only. Publishing moves them into the live state,
 * dropping the draft forgets them.
 */
public final class Draft extends Tables {
    private final LiveState below;
    private final List<DraftTable<?, ?>> drafts;
    private final Map<NetworkId, TreeMap<Long, NodeId>> enrolled = new HashMap<>();
    private final Map<NetworkId, Set<NodeId>> struckNodes = new HashMap<>();
    private final List<Runnable> rosterChanges = new ArrayList<>();

    Draft(LiveState below) {
        this(below, new ArrayList<>());
    }

    private Draft(LiveState below, List<DraftTable<?, ?>> drafts) {
        super(new TableMaker() {
            @Override
            public <K, V> Table<K, V> make(Function<Tables, Table<K, V>> sibling, Supplier<Table<K, V>> published) {
                DraftTable<K, V> draft = new DraftTable<>(sibling.apply(below));
                drafts.add(draft);
                return draft;
            }
        });
        this.below = below;
        this.drafts = drafts;
    }

    /** Makes the changes visible to all readers. */
    public void publish() {
        drafts.forEach(DraftTable::publish);
        rosterChanges.forEach(Runnable::run);
    }

    @Override
    Stream<NodeId> roster(NetworkId network) {
        TreeMap<Long, NodeId> added = enrolled.getOrDefault(network, new TreeMap<>());
        Set<NodeId> struck = struckNodes.getOrDefault(network, Set.of());
        return Stream.concat(below.roster(network).filter(node -> !struck.contains(node)),
                List.copyOf(added.values()).stream());
    }

    @Override
    void enrol(NetworkId network, long order, NodeId node) {
        enrolled.computeIfAbsent(network, id -> new TreeMap<>()).put(order, node);
        rosterChanges.add(() -> below.enrol(network, order, node));
    }

    @Override
    void strike(NetworkId network, long order) {
        TreeMap<Long, NodeId> added = enrolled.get(network);
        if (added == null || added.remove(order) == null) {
            below.memberAt(network, order)
                    .ifPresent(node -> struckNodes.computeIfAbsent(network, id -> new HashSet<>()).add(node));
        }
        rosterChanges.add(() -> below.strike(network, order));
    }
}
