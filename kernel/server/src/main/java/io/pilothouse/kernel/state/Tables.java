package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.EventCount;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.MemberKey;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The tables and how they are read, the same for the live state and for drafts; {@link FactWriter} writes them. */
abstract sealed class Tables implements StateView permits LiveState, Draft {
    private static final List<NetworkId> BACKBONE_ONLY = List.of(NetworkId.BACKBONE);

    final Table<NodeId, Node> nodes;
    final Table<PublicKey, Node> keys;
    final Table<Hostname, Node> hostnames;
    final Table<NetworkId, Network> networks;
    final Table<NetworkName, NetworkId> networkNames;
    final Table<MemberKey, Membership> memberships;
    final Table<MemberKey, KeptTags> keptTags;
    final Table<MemberKey, KeptAdmission> keptAdmissions;
    final Table<MemberKey, Integer> admittees;
    final Table<NodeId, List<NetworkId>> networksOf;
    final Table<NetworkId, Integer> memberCounts;
    final Table<Consent, Change.ConsentPut> consents;
    final Table<NodeId, Waiting> handshakes;
    final Table<NodeId, Invited> invites;
    final Table<NetworkId, PreAssigned> preAssigned;
    final Table<Integration.Place, Integration> integrations;
    final Table<NetworkId, AppliedBlueprint> blueprints;
    final Table<Counter, Long> counters;
    final Table<Singleton, Object> singletons;
    private final FactWriter facts = new FactWriter(this);

    /** An inbox with its owner, so that tables of values can be listed. */
    record Waiting(NodeId node, HandshakeInbox inbox) {}

    /** Invitations with their owner. */
    record Invited(NodeId node, List<Invite> invites) {}

    /** Roles that wait for identities, with their network. */
    record PreAssigned(NetworkId network, List<PreAssignment> roles) {}

    /** Values of which there is one. */
    enum Singleton {
        REGISTRY, STATISTICS, EVENTS
    }

    /** Makes the tables of a state. */
    interface TableMaker {
        /**
         * Makes one.
         *
         * @param sibling the same table of another state
         * @param published makes the table of a live state
         */
        <K, V> Table<K, V> make(Function<Tables, Table<K, V>> sibling, Supplier<Table<K, V>> published);

        /** Makes one that needs nothing special. */
        default <K, V> Table<K, V> make(Function<Tables, Table<K, V>> sibling) {
            return make(sibling, LiveTable::new);
        }
    }

    Tables(TableMaker maker) {
        Spread spread = new Spread();
        nodes = maker.make(tables -> tables.nodes, NodePages::new);
        keys = maker.make(tables -> tables.keys, () -> new NodeIndex<>(spread::of, Node::key, Node::keyIs));
        hostnames = maker.make(tables -> tables.hostnames, () -> new NodeIndex<>(spread::of, Node::hostname,
                (node, name) -> node.nameText().equals(name.text())));
        networks = maker.make(tables -> tables.networks);
        networkNames = maker.make(tables -> tables.networkNames);
        memberships = maker.make(tables -> tables.memberships);
        keptTags = maker.make(tables -> tables.keptTags);
        keptAdmissions = maker.make(tables -> tables.keptAdmissions);
        admittees = maker.make(tables -> tables.admittees);
        networksOf = maker.make(tables -> tables.networksOf);
        memberCounts = maker.make(tables -> tables.memberCounts);
        consents = maker.make(tables -> tables.consents);
        handshakes = maker.make(tables -> tables.handshakes);
        invites = maker.make(tables -> tables.invites);
        preAssigned = maker.make(tables -> tables.preAssigned);
        integrations = maker.make(tables -> tables.integrations);
        blueprints = maker.make(tables -> tables.blueprints);
        counters = maker.make(tables -> tables.counters, CounterTable::new);
        singletons = maker.make(tables -> tables.singletons);
    }

    abstract Stream<NodeId> roster(NetworkId network);

    abstract void enrol(NetworkId network, long order, NodeId node);

    abstract void strike(NetworkId network, long order);

    /** Makes a fact so. */
    public final void apply(Change change) {
        facts.apply(change);
    }

    /** Makes the facts of a record so, and counts its events. */
    public final void apply(JournalRecord entry) {
        entry.changes().forEach(facts::apply);
        EventCount before = events();
        EventCount after = before.after(entry.sequence(), entry.events().size());
        if (!after.equals(before)) {
            singletons.put(Singleton.EVENTS, after);
        }
    }

    private boolean given(Consent consent) {
        Change.ConsentPut put = consents.find(consent);
        return put != null && !put.asked();
    }

    final long counter(Counter counter, long initial) {
        Long value = counters.find(counter);
        return value == null ? initial : value;
    }

    @Override
    public String registryId() {
        return singletons.find(Singleton.REGISTRY) instanceof Change.RegistryFounded founded ? founded.id() : "";
    }

    @Override
    public Optional<Node> identity(NodeId node) {
        return Optional.ofNullable(nodes.find(node));
    }

    @Override
    public Optional<Node> identityOf(PublicKey key) {
        return Optional.ofNullable(keys.find(key)).flatMap(node -> identity(node.id()));
    }

    @Override
    public Optional<Node> identityOf(Hostname hostname) {
        return Optional.ofNullable(hostnames.find(hostname)).flatMap(node -> identity(node.id()));
    }

    @Override
    public Stream<Node> identities() {
        return nodes.values();
    }

    @Override
    public Optional<Network> network(NetworkId network) {
        return Optional.ofNullable(networks.find(network));
    }

    @Override
    public Optional<Network> network(NetworkName name) {
        return Optional.ofNullable(networkNames.find(name)).flatMap(this::network);
    }

    @Override
    public Stream<Network> networks() {
        return networks.values();
    }

    @Override
    public Optional<Membership> membership(NetworkId network, NodeId node) {
        return Optional.ofNullable(memberships.find(new MemberKey(network, node)));
    }

    @Override
    public Stream<Membership> members(NetworkId network) {
        return roster(network).map(node -> memberships.find(new MemberKey(network, node)))
                .filter(Objects::nonNull);
    }

    @Override
    public List<String> memberTags(NetworkId network, NodeId node) {
        MemberKey key = new MemberKey(network, node);
        Membership membership = memberships.find(key);
        if (membership != null) {
            return membership.tags();
        }
        KeptTags kept = keptTags.find(key);
        return kept == null ? List.of() : kept.tags();
    }

    @Override
    public Stream<KeptTags> keptTags(NetworkId network) {
        return keptTags.values().filter(kept -> kept.network().equals(network));
    }

    @Override
    public NodeId keptAdmission(NetworkId network, NodeId node) {
        KeptAdmission kept = keptAdmissions.find(new MemberKey(network, node));
        return kept == null ? NodeId.NONE : kept.admittedBy();
    }

    @Override
    public Stream<KeptAdmission> keptAdmissions(NetworkId network) {
        return keptAdmissions.values().filter(kept -> kept.network().equals(network));
    }

    @Override
    public int admittees(NetworkId network, NodeId node) {
        Integer count = admittees.find(new MemberKey(network, node));
        return count == null ? 0 : count;
    }

    @Override
    public int memberCount(NetworkId network) {
        if (network.backbone()) {
            return (int) liveNodes();
        }
        Integer count = memberCounts.find(network);
        return count == null ? 0 : count;
    }

    @Override
    public List<NetworkId> networksOf(NodeId node) {
        List<NetworkId> list = networksOf.find(node);
        return list == null ? BACKBONE_ONLY : list;
    }

    @Override
    public boolean consents(NodeId from, NodeId to) {
        return consents.find(new Consent(from, to)) != null;
    }

    @Override
    public Stream<Consent> consents() {
        return consents.values().map(Change.ConsentPut::consent);
    }

    @Override
    public boolean linked(Consent consent) {
        return given(consent) || given(consent.reversed());
    }

    @Override
    public HandshakeInbox handshakes(NodeId node) {
        Waiting waiting = handshakes.find(node);
        return waiting == null ? HandshakeInbox.EMPTY : waiting.inbox();
    }

    @Override
    public List<Invite> invites(NodeId node) {
        Invited invited = invites.find(node);
        return invited == null ? List.of() : invited.invites();
    }

    @Override
    public Stream<NodeId> invited() {
        return invites.values().map(Invited::node);
    }

    @Override
    public Stream<NodeId> asked() {
        return handshakes.values().map(Waiting::node);
    }

    @Override
    public List<PreAssignment> preAssignments(NetworkId network) {
        PreAssigned waiting = preAssigned.find(network);
        return waiting == null ? List.of() : waiting.roles();
    }

    @Override
    public Optional<AppliedBlueprint> blueprint(NetworkId network) {
        return Optional.ofNullable(blueprints.find(network));
    }

    @Override
    public Optional<Integration> integration(Integration.Place place) {
        return Optional.ofNullable(integrations.find(place));
    }

    @Override
    public Stream<Integration> integrations() {
        return integrations.values();
    }

    @Override
    public long nextNode() {
        return counter(Counter.NEXT_NODE, 1);
    }

    @Override
    public int nextNetwork() {
        return (int) counter(Counter.NEXT_NETWORK, 1);
    }

    @Override
    public long nextOrder() {
        return counter(Counter.NEXT_ORDER, 1);
    }

    @Override
    public long liveNodes() {
        return counter(Counter.LIVE_NODES, 0);
    }

    @Override
    public long taskExecutors() {
        return counter(Counter.TASK_EXECUTORS, 0);
    }

    @Override
    public long trustPairs() {
        return counter(Counter.TRUST_PAIRS, 0);
    }

    @Override
    public long pendingInvites() {
        return counter(Counter.PENDING_INVITES, 0);
    }

    @Override
    public EventCount events() {
        return singletons.find(Singleton.EVENTS) instanceof EventCount count ? count : EventCount.NONE;
    }

    @Override
    public Statistics statistics() {
        return singletons.find(Singleton.STATISTICS) instanceof Statistics statistics ? statistics : Statistics.NONE;
    }
}
