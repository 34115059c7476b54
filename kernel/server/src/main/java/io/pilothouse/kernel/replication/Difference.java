package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.command.member.Lineage;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.KeptTags;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.NodeEdit;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The changes that make one state mean what a snapshot of R1 says. What the snapshot cannot say stays: who has proved a
 * registration, when a member joined, the id of a key whose node is gone.
 *
 * <p>Threads: one, and nobody else changes either state meanwhile.
 */
final class Difference {
    private final LiveState now;
    private final LiveState wanted;
    private final boolean complete;
    private final List<Change> changes = new ArrayList<>();
    private long nextOrder;

    private Difference(LiveState now, LiveState wanted, boolean complete) {
        this.now = now;
        this.wanted = wanted;
        this.complete = complete;
        nextOrder = now.nextOrder();
    }

    /**
     * The changes from one to the other.
     *
     * @param complete whether the snapshot held all that snapshots can hold; what a first snapshot of R1 leaves out is not
     *     taken for gone
     */
    static List<Change> between(LiveState now, LiveState wanted, boolean complete) {
        Difference difference = new Difference(now, wanted, complete);
        difference.networks();
        difference.nodes();
        difference.memberships();
        difference.consents();
        difference.inboxes();
        difference.counters();
        return difference.changes;
    }

    private void networks() {
        now.networks().filter(network -> wanted.network(network.id()).isEmpty())
                .forEach(network -> changes.add(new Change.NetworkRemoved(network.id())));
        wanted.networks().forEach(network -> {
            Optional<Network> before = now.network(network.id());
            Network after = before.map(known -> merged(known, network)).orElse(network);
            if (!before.equals(Optional.of(after))) {
                changes.add(new Change.NetworkPut(after));
            }
        });
    }

    private Network merged(Network known, Network network) {
        return new Network(network.id(), network.name(), network.joinRule(), network.token(), network.adminToken(),
                network.policy(), complete ? network.rules() : known.rules(),
                complete ? network.exprPolicy() : known.exprPolicy(), network.enterprise(), network.created(),
                known.sealedOnly());
    }

    private void nodes() {
        wanted.identities().forEach(node -> {
            Optional<Node> before = now.identity(node.id());
            Node after = before.map(known -> merged(known, node)).orElse(node);
            if (!before.equals(Optional.of(after))) {
                changes.add(new Change.NodePut(after));
            }
        });
        now.identities().filter(Node::live).filter(node -> wanted.identity(node.id()).isEmpty())
                .forEach(node -> changes.add(new Change.NodePut(gone(node))));
    }

    private Node merged(Node known, Node node) {
        if (!node.live()) {
            return known.live() ? gone(known) : known;
        }
        if (known.key() == null || !known.key().equals(node.key())) {
            return node;
        }
        return new Node(node.id(), node.standing(), node.key(), node.owner(), node.realAddress(),
                complete ? node.endpoints() : known.endpoints(), node.lanAddresses(), node.isPublic(),
                node.hostname(), node.tags(), node.poloScore(), node.taskExec(),
                complete ? node.version() : known.version(), node.externalId(), node.keyLife(), node.relayOnly(),
                known.registeredSigned(), node.extras());
    }

    /** Its key keeps its id; its name is free. */
    private Node gone(Node node) {
        boolean keyTaken = node.key() != null
                && wanted.identityOf(node.key()).filter(other -> !other.id().equals(node.id())).isPresent();
        return node.with(edit -> {
            NodeEdit hidden = edit.standing(Standing.REAPED).hostname(null);
            return keyTaken ? hidden.key(null) : hidden;
        });
    }

    private void memberships() {
        wanted.networks().map(Network::id).forEach(network -> {
            members(network);
            keptTags(network);
        });
    }

    private void members(NetworkId network) {
        Set<NodeId> members = new HashSet<>();
        List<NodeId> joining = new ArrayList<>();
        long last = 0;
        for (Membership member : wanted.members(network).toList()) {
            members.add(member.node());
            Optional<Membership> before = now.membership(network, member.node());
            if (before.isEmpty()) {
                joining.add(member.node());
            }
            // Positions only grow along the list; who stands where it stood keeps its number.
            long order = before.map(Membership::order).orElse(0L);
            if (order <= last) {
                order = nextOrder++;
            }
            last = order;
            Membership after = new Membership(network, member.node(), order, member.role(), member.tags(),
                    before.map(Membership::joined).orElse(member.joined()),
                    before.map(Membership::admittedBy).orElse(member.admittedBy()));
            if (!before.equals(Optional.of(after))) {
                changes.add(new Change.MemberPut(after));
            }
        }
        List<NodeId> leaving = now.members(network).map(Membership::node).filter(node -> !members.contains(node))
                .toList();
        leaving.forEach(node -> changes.add(new Change.MemberRemoved(network, node)));
        // R1 has forgotten by whom they came, and this registry may have to know when it is promoted.
        changes.addAll(Lineage.changes(now, network, leaving, joining));
    }

    private void keptTags(NetworkId network) {
        Map<NodeId, KeptTags> before = new HashMap<>();
        now.keptTags(network).forEach(kept -> before.put(kept.node(), kept));
        wanted.keptTags(network).filter(kept -> !kept.equals(before.remove(kept.node())))
                .forEach(kept -> changes.add(new Change.TagsKept(kept)));
        before.keySet().forEach(node -> changes.add(new Change.TagsKept(new KeptTags(network, node, List.of()))));
    }

    private void consents() {
        Map<Consent, Change.ConsentPut> before = consents(now);
        Map<Consent, Change.ConsentPut> after = consents(wanted);
        after.values().stream().filter(put -> !put.equals(before.get(put.consent()))).forEach(changes::add);
        before.keySet().stream().filter(consent -> !after.containsKey(consent))
                .forEach(consent -> changes.add(new Change.ConsentRemoved(consent)));
    }

    private static Map<Consent, Change.ConsentPut> consents(LiveState state) {
        Map<Consent, Change.ConsentPut> consents = new HashMap<>();
        state.facts().filter(Change.ConsentPut.class::isInstance).map(Change.ConsentPut.class::cast)
                .forEach(put -> consents.put(put.consent(), put));
        return consents;
    }

    private void inboxes() {
        distinct(now.asked(), wanted.asked()).filter(node -> !now.handshakes(node).equals(wanted.handshakes(node)))
                .forEach(node -> changes.add(new Change.HandshakesPut(node, wanted.handshakes(node))));
        distinct(now.invited(), wanted.invited()).filter(node -> !now.invites(node).equals(wanted.invites(node)))
                .forEach(node -> changes.add(new Change.InvitesPut(node, wanted.invites(node))));
    }

    private static Stream<NodeId> distinct(Stream<NodeId> some, Stream<NodeId> others) {
        return Stream.concat(some, others).distinct();
    }

    private void counters() {
        StateView counted = wanted;
        if (counted.nextNode() > now.nextNode() || counted.nextNetwork() > now.nextNetwork()) {
            changes.add(new Change.CountersPut(counted.nextNode(), counted.nextNetwork(), nextOrder));
        }
        Statistics statistics = counted.statistics();
        if (complete && !statistics.equals(Statistics.NONE) && !statistics.equals(now.statistics())) {
            changes.add(new Change.StatisticsPut(statistics));
        }
    }
}
