package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.MemberKey;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes facts so in tables, which {@link Tables} reads. A fact may be applied again, also over a later state: snapshots are
 * blurred and the journal repeats what is in them.
 *
 * @param tables where
 */
record FactWriter(Tables tables) {
    /** Makes a fact so. */
    void apply(Change change) {
        switch (change) {
            case Change.RegistryFounded founded -> tables.singletons.put(Tables.Singleton.REGISTRY, founded);
            case Change.NodePut put -> putNode(put.node());
            case Change.NetworkPut put -> putNetwork(put.network());
            case Change.NetworkRemoved removed -> removeNetwork(removed.network());
            case Change.MemberPut put -> putMember(put.membership());
            case Change.MemberRemoved removed -> removeMember(removed.network(), removed.node());
            case Change.TagsKept put -> keepTags(put.kept());
            case Change.AdmissionKept put -> keepAdmission(put.kept());
            case Change.ConsentPut put -> putConsent(put);
            case Change.ConsentRemoved removed -> removeConsent(removed.consent());
            case Change.HandshakesPut put -> putHandshakes(put.node(), put.inbox());
            case Change.InvitesPut put -> putInvites(put.node(), put.invites());
            case Change.PreAssignmentsPut put -> putPreAssignments(put.network(), put.roles());
            case Change.IntegrationPut put -> tables.integrations.put(put.integration().place(), put.integration());
            case Change.IntegrationRemoved removed -> tables.integrations.remove(removed.place());
            case Change.BlueprintPut put -> tables.blueprints.put(put.blueprint().network(), put.blueprint());
            case Change.CountersPut put -> {
                // In a snapshot the counters come before the nodes.
                tables.keys.expect(put.nextNode());
                tables.hostnames.expect(put.nextNode());
                atLeast(Counter.NEXT_NODE, put.nextNode());
                atLeast(Counter.NEXT_NETWORK, put.nextNetwork());
                atLeast(Counter.NEXT_ORDER, put.nextOrder());
            }
            case Change.EventsCounted counted -> {
                if (counted.count().sequence() > tables.events().sequence()) {
                    tables.singletons.put(Tables.Singleton.EVENTS, counted.count());
                }
            }
            case Change.StatisticsPut put -> tables.singletons.put(Tables.Singleton.STATISTICS, put.statistics());
        }
    }

    private void putNode(Node node) {
        Node before = tables.nodes.put(node.id(), node);
        PublicKey key = node.key();
        Hostname name = node.hostname();
        if (before != null) {
            // An index entry is dropped only if it still leads here: facts may be applied again over a later state.
            dropIfHere(tables.keys, before.key(), key, node.id());
            dropIfHere(tables.hostnames, before.hostname(), name, node.id());
        }
        if (key != null) {
            tables.keys.put(key, node);
        }
        if (name != null) {
            tables.hostnames.put(name, node);
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
        Network before = tables.networks.put(network.id(), network);
        if (before != null && !before.name().equals(network.name())
                && network.id().equals(tables.networkNames.find(before.name()))) {
            tables.networkNames.remove(before.name());
        }
        tables.networkNames.put(network.name(), network.id());
        atLeast(Counter.NEXT_NETWORK, network.id().value() + 1L);
    }

    private void removeNetwork(NetworkId id) {
        for (NodeId node : tables.roster(id).toList()) {
            removeMember(id, node);
        }
        for (KeptTags kept : tables.keptTags(id).toList()) {
            tables.keptTags.remove(new MemberKey(id, kept.node()));
        }
        for (KeptAdmission kept : tables.keptAdmissions(id).toList()) {
            keepAdmission(new KeptAdmission(id, kept.node(), NodeId.NONE));
        }
        tables.preAssigned.remove(id);
        tables.blueprints.remove(id);
        tables.integrations().filter(one -> one.place().scope().equals(id)).map(Integration::place).toList()
                .forEach(tables.integrations::remove);
        Network before = tables.networks.remove(id);
        if (before != null && id.equals(tables.networkNames.find(before.name()))) {
            tables.networkNames.remove(before.name());
        }
    }

    private void putMember(Membership membership) {
        NetworkId network = membership.network();
        NodeId node = membership.node();
        Membership before = tables.memberships.put(new MemberKey(network, node), membership);
        hang(network, before == null ? NodeId.NONE : before.admittedBy(), membership.admittedBy());
        if (before != null && before.order() != membership.order()) {
            tables.strike(network, before.order());
        }
        if (before == null || before.order() != membership.order()) {
            tables.enrol(network, membership.order(), node);
        }
        if (before == null) {
            tables.memberCounts.put(network, tables.memberCount(network) + 1);
            List<NetworkId> more = new ArrayList<>(tables.networksOf(node));
            more.add(network);
            // Facts may come in any order from a snapshot; the order of joining is what counts.
            more.subList(1, more.size()).sort(Comparator.comparingLong(id -> joinOrder(id, node)));
            tables.networksOf.put(node, List.copyOf(more));
        }
        atLeast(Counter.NEXT_ORDER, membership.order() + 1);
    }

    private long joinOrder(NetworkId network, NodeId node) {
        Membership membership = tables.memberships.find(new MemberKey(network, node));
        return membership == null ? Long.MAX_VALUE : membership.order();
    }

    private void removeMember(NetworkId network, NodeId node) {
        Membership before = tables.memberships.remove(new MemberKey(network, node));
        if (before == null) {
            return;
        }
        hang(network, before.admittedBy(), NodeId.NONE);
        tables.strike(network, before.order());
        tables.memberCounts.put(network, tables.memberCount(network) - 1);
        List<NetworkId> fewer = new ArrayList<>(tables.networksOf(node));
        fewer.remove(network);
        if (fewer.size() > 1) {
            tables.networksOf.put(node, List.copyOf(fewer));
        } else {
            tables.networksOf.remove(node);
        }
    }

    private void keepTags(KeptTags kept) {
        MemberKey key = new MemberKey(kept.network(), kept.node());
        if (kept.tags().isEmpty()) {
            tables.keptTags.remove(key);
        } else {
            tables.keptTags.put(key, kept);
        }
    }

    private void keepAdmission(KeptAdmission kept) {
        MemberKey key = new MemberKey(kept.network(), kept.node());
        KeptAdmission before = kept.admittedBy().none()
                ? tables.keptAdmissions.remove(key)
                : tables.keptAdmissions.put(key, kept);
        hang(kept.network(), before == null ? NodeId.NONE : before.admittedBy(), kept.admittedBy());
    }

    /** Somebody who hung on one node hangs on another one. */
    private void hang(NetworkId network, NodeId before, NodeId now) {
        if (!before.equals(now)) {
            countAdmittees(network, before, -1);
            countAdmittees(network, now, 1);
        }
    }

    private void countAdmittees(NetworkId network, NodeId node, int more) {
        if (node.none()) {
            return;
        }
        MemberKey key = new MemberKey(network, node);
        int count = tables.admittees(network, node) + more;
        if (count == 0) {
            tables.admittees.remove(key);
        } else {
            tables.admittees.put(key, count);
        }
    }

    private void putConsent(Change.ConsentPut put) {
        int before = count(put.consent());
        tables.consents.put(put.consent(), put);
        add(Counter.TRUST_PAIRS, count(put.consent()) - before);
    }

    private void removeConsent(Consent consent) {
        int before = count(consent);
        tables.consents.remove(consent);
        add(Counter.TRUST_PAIRS, count(consent) - before);
    }

    private int count(Consent consent) {
        return tables.linked(consent) ? 1 : 0;
    }

    private void putHandshakes(NodeId node, HandshakeInbox inbox) {
        if (inbox.equals(HandshakeInbox.EMPTY)) {
            tables.handshakes.remove(node);
        } else {
            tables.handshakes.put(node, new Tables.Waiting(node, inbox));
        }
    }

    private void putInvites(NodeId node, List<Invite> list) {
        Tables.Invited before = list.isEmpty()
                ? tables.invites.remove(node)
                : tables.invites.put(node, new Tables.Invited(node, list));
        add(Counter.PENDING_INVITES, list.size() - (before == null ? 0 : before.invites().size()));
    }

    private void putPreAssignments(NetworkId network, List<PreAssignment> roles) {
        if (roles.isEmpty()) {
            tables.preAssigned.remove(network);
        } else {
            tables.preAssigned.put(network, new Tables.PreAssigned(network, roles));
        }
    }

    private void add(Counter counter, long amount) {
        if (amount != 0) {
            tables.counters.put(counter, tables.counter(counter, 0) + amount);
        }
    }

    private void atLeast(Counter counter, long value) {
        if (tables.counter(counter, 1) < value) {
            tables.counters.put(counter, value);
        }
    }
}
