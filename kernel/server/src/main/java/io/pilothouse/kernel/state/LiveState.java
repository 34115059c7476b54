package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.EventCount;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The published state: what is durable and what readers see.
 *
 * <p>Threads: any number of readers without a lock; one writer, the committer (or recovery, before there are readers).
 */
public final class LiveState extends Tables {
    private final Rosters rosters = new Rosters();

    public LiveState() {
        super(new TableMaker() {
            @Override
            public <K, V> Table<K, V> make(Function<Tables, Table<K, V>> sibling, Supplier<Table<K, V>> published) {
                return published.get();
            }
        });
    }

    /** A draft of changes over this state. */
    public Draft draft() {
        return new Draft(this);
    }

    /** Hands every identity, also those that commands do not find, to somebody; faster than {@link #identities}. */
    public void eachIdentity(Consumer<Node> taker) {
        nodes.each(taker);
    }

    /**
     * The state as facts that make it anew. Taken while the registry works it is blurred: it holds all facts up to the
     * moment of the call and perhaps some later ones, which the journal repeats without harm.
     */
    public Stream<Change> facts() {
        Stream<Change> single = singletons.values().map(value -> switch (value) {
            case Change.RegistryFounded founded -> founded;
            case EventCount count -> new Change.EventsCounted(count);
            case Statistics statistics -> new Change.StatisticsPut(statistics);
            default -> throw new IllegalStateException("no fact for " + value.getClass());
        });
        Stream<Change> counters = Stream.of(new Change.CountersPut(nextNode(), nextNetwork(), nextOrder()));
        return Stream.of(single, counters, networks().map(Change.NetworkPut::new),
                identities().map(Change.NodePut::new), memberships.values().map(Change.MemberPut::new),
                keptTags.values().map(Change.TagsKept::new),
                keptAdmissions.values().map(Change.AdmissionKept::new), consents.values().map(Change.class::cast),
                handshakes.values().map(waiting -> new Change.HandshakesPut(waiting.node(), waiting.inbox())),
                invites.values().map(invited -> new Change.InvitesPut(invited.node(), invited.invites())),
                preAssigned.values().map(waiting -> new Change.PreAssignmentsPut(waiting.network(), waiting.roles())),
                integrations.values().map(Change.IntegrationPut::new),
                blueprints.values().map(Change.BlueprintPut::new))
                .flatMap(Function.identity());
    }

    @Override
    Stream<NodeId> roster(NetworkId network) {
        return rosters.of(network);
    }

    Optional<NodeId> memberAt(NetworkId network, long order) {
        return rosters.at(network, order);
    }

    @Override
    void enrol(NetworkId network, long order, NodeId node) {
        rosters.put(network, order, node);
    }

    @Override
    void strike(NetworkId network, long order) {
        rosters.remove(network, order);
    }
}
