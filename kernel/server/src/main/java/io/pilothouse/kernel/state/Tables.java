package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Invite;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reading and applying, the same for the live state and for drafts. */
abstract sealed class Tables implements StateView permits LiveState, Draft {
    private static final List<NetworkId> BACKBONE_ONLY = List.of(NetworkId.BACKBONE);

    final Table<NodeId, Node> nodes;
    final Table<PublicKey, Node> keys;
    final Table<Hostname, Node> hostnames;
    final Table<NetworkId, Network> networks;
    final Table<NetworkName, NetworkId> networkNames;
    final Table<MemberKey, Membership> memberships;
    final Table<MemberKey, KeptTags> keptTags;
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

    /** An inbox with its owner, so that tables of values can be listed. */
    record Waiting(NodeId node, HandshakeInbox inbox) {}

    /** Invitations with their owner. */
    record Invited(NodeId node, List<Invite> invites) {}

    /** Roles that wait for identities, with their network. */
    record PreAssigned(NetworkId network, List<PreAssignment> roles) {}

    /** Values of which there is one. */
    enum Singleton {
        REGISTRY, STATISTICS
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
        switch (change) {
            case Change.RegistryFounded founded -> singletons.put(Singleton.REGISTRY, founded);
            case Change.NodePut put -> putNode(put.node());
            case Change.NetworkPut put -> putNetwork(put.network());
            case Change.NetworkRemoved removed -> removeNetwork(removed.network());
            case Change.MemberPut put -> putMember(put.membership());
            case Change.MemberRemoved removed -> removeMember(removed.network(), removed.node());
            case Change.TagsKept put -> keepTags(put.kept());
            case Change.ConsentPut put -> putConsent(put);
            case Change.ConsentRemoved removed -> removeConsent(removed.consent());
            case Change.HandshakesPut put -> putHandshakes(put.node(), put.inbox());
            case Change.InvitesPut put -> putInvites(put.node(), put.invites());
            case Change.PreAssignmentsPut put -> putPreAssignments(put.network(), put.roles());
            case Change.IntegrationPut put -> integrations.put(put.integration().place(), put.integration());
            case Change.IntegrationRemoved removed -> integrations.remove(removed.place());
            case Change.BlueprintPut put -> blueprints.put(put.blueprint().network(), put.blueprint());
            case Change.CountersPut put -> {
                // In a snapshot the counters come before the nodes.
                keys.expect(put.nextNode());
                hostnames.expect(put.nextNode());
                atLeast(Counter.NEXT_NODE, put.nextNode());
                atLeast(Counter.NEXT_NETWORK, put.nextNetwork());
                atLeast(Counter.NEXT_ORDER, put.nextOrder());
            }
            case Change.StatisticsPut put -> singletons.put(Singleton.STATISTICS, put.statistics());
        }
    }

    private void putNode(Node node) {
        Node before = nodes.put(node.id(), node);
        PublicKey key = node.key();
        Hostname name = node.hostname();
        if (before != null) {
            // An index entry is dropped only if it still leads here: facts may be applied again over a later state.
            dropIfHere(keys, before.key(), key, node.id());
            dropIfHere(hostnames, before.hostname(), name, node.id());
        }
        if (key != null) {
            keys.put(key, node);
        }
        if (name != null) {
            hostnames.put(name, node);
        }
        atLeast(Counter.NEXT_NODE, node.id().value() + 1);
        add(Counter.LIVE_NODES, count(node) - count(before));
        add(Counter.TASK_EXECUTORS, executes(node) - executes(before));
    }

    private static <K> void dropIfHere(Table<K, Node> index, K before, K now, NodeId here) {
        if (before != null && !before.equals(now)) {
            Node holder = index.find(before);
            if (holder != null && holder.id().equals(here)) {
                index.remove(before);
            }
        }
    }

    private static int count(Node node) {
        return node != null && node.live() ? 1 : 0;
    }

    private static int executes(Node node) {
        return node != null && node.live() && node.taskExec() ? 1 : 0;
    }

    private void putNetwork(Network network) {
        Network before = networks.put(network.id(), network);
        if (before != null && !before.name().equals(network.name())
                && network.id().equals(networkNames.find(before.name()))) {
            networkNames.remove(before.name());
        }
        networkNames.put(network.name(), network.id());
        atLeast(Counter.NEXT_NETWORK, network.id().value() + 1L);
    }

    private void removeNetwork(NetworkId id) {
        for (NodeId node : roster(id).toList()) {
            removeMember(id, node);
        }
        for (KeptTags kept : keptTags(id).toList()) {
            keptTags.remove(new MemberKey(id, kept.node()));
        }
        preAssigned.remove(id);
        blueprints.remove(id);
        integrations().filter(one -> one.place().scope().equals(id)).map(Integration::place).toList()
                .forEach(integrations::remove);
        Network before = networks.remove(id);
        if (before != null && id.equals(networkNames.find(before.name()))) {
            networkNames.remove(before.name());
        }
    }

    private void putMember(Membership membership) {
        NetworkId network = membership.network();
        NodeId node = membership.node();
        Membership before = memberships.put(new MemberKey(network, node), membership);
        if (before != null && before.order() != membership.order()) {
            strike(network, before.order());
        }
        if (before == null || before.order() != membership.order()) {
            enrol(network, membership.order(), node);
        }
        if (before == null) {
            memberCounts.put(network, memberCount(network) + 1);
            List<NetworkId> more = new ArrayList<>(networksOf(node));
            more.add(network);
            // Facts may come in any order from a snapshot; the order of joining is what counts.
            more.subList(1, more.size()).sort(Comparator.comparingLong(id -> joinOrder(id, node)));
            networksOf.put(node, List.copyOf(more));
        }
        atLeast(Counter.NEXT_ORDER, membership.order() + 1);
    }

    private long joinOrder(NetworkId network, NodeId node) {
        Membership membership = memberships.find(new MemberKey(network, node));
        return membership == null ? Long.MAX_VALUE : membership.order();
    }

    private void removeMember(NetworkId network, NodeId node) {
        Membership before = memberships.remove(new MemberKey(network, node));
        if (before == null) {
            return;
        }
        strike(network, before.order());
        memberCounts.put(network, memberCount(network) - 1);
        List<NetworkId> fewer = new ArrayList<>(networksOf(node));
        fewer.remove(network);
        if (fewer.size() > 1) {
            networksOf.put(node, List.copyOf(fewer));
        } else {
            networksOf.remove(node);
        }
    }

    private void keepTags(KeptTags kept) {
        MemberKey key = new MemberKey(kept.network(), kept.node());
        if (kept.tags().isEmpty()) {
            keptTags.remove(key);
        } else {
            keptTags.put(key, kept);
        }
    }

    private void putConsent(Change.ConsentPut put) {
        int before = count(put.consent());
        consents.put(put.consent(), put);
        add(Counter.TRUST_PAIRS, count(put.consent()) - before);
    }

    private void removeConsent(Consent consent) {
        int before = count(consent);
        consents.remove(consent);
        add(Counter.TRUST_PAIRS, count(consent) - before);
    }

    private int count(Consent consent) {
        return linked(consent) ? 1 : 0;
    }

    private boolean given(Consent consent) {
        Change.ConsentPut put = consents.find(consent);
        return put != null && !put.asked();
    }

    private void putHandshakes(NodeId node, HandshakeInbox inbox) {
        if (inbox.equals(HandshakeInbox.EMPTY)) {
            handshakes.remove(node);
        } else {
            handshakes.put(node, new Waiting(node, inbox));
        }
    }

    private void putInvites(NodeId node, List<Invite> list) {
        Invited before = list.isEmpty() ? invites.remove(node) : invites.put(node, new Invited(node, list));
        add(Counter.PENDING_INVITES, list.size() - (before == null ? 0 : before.invites().size()));
    }

    private void putPreAssignments(NetworkId network, List<PreAssignment> roles) {
        if (roles.isEmpty()) {
            preAssigned.remove(network);
        } else {
            preAssigned.put(network, new PreAssigned(network, roles));
        }
    }

    private long counter(Counter counter, long initial) {
        Long value = counters.find(counter);
        return value == null ? initial : value;
    }

    private void add(Counter counter, long amount) {
        if (amount != 0) {
            counters.put(counter, counter(counter, 0) + amount);
        }
    }

    private void atLeast(Counter counter, long value) {
        if (counter(counter, 1) < value) {
            counters.put(counter, value);
        }
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
                .filter(java.util.Objects::nonNull);
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
    public Statistics statistics() {
        return singletons.find(Singleton.STATISTICS) instanceof Statistics statistics ? statistics : Statistics.NONE;
    }
}
