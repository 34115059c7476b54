package io.pilothouse.kernel.journal;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.HandshakeRequest;
import io.pilothouse.kernel.model.HandshakeResponse;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Facts such as handlers decide on: few ids, so that they meet often; names and keys never collide among nodes. */
public final class RandomFacts {
    private static final int NODES = 12;
    private static final int NETWORKS = 4;

    private final Random random;
    private long order = 1;

    public RandomFacts(long seed) {
        random = new Random(seed);
    }

    public Change next(StateView state) {
        NodeId node = node();
        NetworkId network = NetworkId.of(1 + random.nextInt(NETWORKS));
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new Change.NodePut(nodeRecord(node, state));
            case 3 -> new Change.NetworkPut(networkRecord(network));
            case 4 -> new Change.NetworkRemoved(network);
            case 5, 6 -> membership(network, node, state);
            case 7 -> new Change.MemberRemoved(network, node);
            case 8 -> new Change.ConsentPut(new Consent(node, node()), random.nextBoolean());
            case 9 -> new Change.ConsentRemoved(new Consent(node, node()));
            case 10 -> new Change.HandshakesPut(node, inbox());
            case 11 -> new Change.PreAssignmentsPut(network, random.nextBoolean()
                    ? List.of()
                    : List.of(new PreAssignment("e" + random.nextInt(3), pick(Role.values()))));
            case 12 -> new Change.IntegrationPut(new Integration(place(network), "json",
                    Map.of("url", "http://h/" + random.nextInt(3)), Map.of("token", new SealedSecret("t")), network,
                    5));
            case 13 -> new Change.IntegrationRemoved(place(network));
            case 14 -> new Change.AdmissionKept(
                    new KeptAdmission(network, node, random.nextBoolean() ? NodeId.NONE : node()));
            default -> new Change.InvitesPut(node, invites());
        };
    }

    private NodeId node() {
        return NodeId.of(1 + random.nextInt(NODES));
    }

    private Node nodeRecord(NodeId id, StateView state) {
        Hostname wanted = new Hostname("h" + random.nextInt(6));
        boolean free = state.identityOf(wanted).map(holder -> holder.id().equals(id)).orElse(true);
        PublicKey key = new PublicKey(id.value(), random.nextInt(2), 3, 4);
        return new Node(id, pick(Standing.values()), key, "owner" + random.nextInt(3), "10.0.0.1:1",
                List.of(new TransportEndpoint("tcp", "a:1")), List.of("192.168.0.1:1"), random.nextBoolean(),
                free && random.nextBoolean() ? wanted : null, List.of("t" + random.nextInt(3)), random.nextInt(5) - 2,
                random.nextBoolean(), "v1." + random.nextInt(2), random.nextBoolean() ? "ext" : "",
                new KeyLife(1, random.nextInt(2), 3, random.nextInt(2), "x"), random.nextBoolean(),
                random.nextBoolean(), random.nextBoolean() ? Map.of("badge", "b") : Map.of());
    }

    private Network networkRecord(NetworkId id) {
        return new Network(id, new NetworkName("n" + id + (random.nextBoolean() ? "" : "x")),
                pick(JoinRule.values()), new SealedSecret("t"), SealedSecret.NONE,
                new NetworkPolicy(random.nextInt(3), List.of(80), "d"),
                "", "{\"version\":1}", random.nextBoolean(), 5, random.nextBoolean());
    }

    private Change membership(NetworkId network, NodeId node, StateView state) {
        Role role = random.nextInt(4) == 0 ? null : pick(Role.values());
        long position = state.membership(network, node).map(Membership::order).orElseGet(() -> order++);
        return new Change.MemberPut(
                new Membership(network, node, position, role, List.of("m" + random.nextInt(2)), 7, node()));
    }

    private Integration.Place place(NetworkId network) {
        return new Integration.Place(pick(Integration.Kind.values()), network, random.nextInt(2));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private HandshakeInbox inbox() {
        List<HandshakeRequest> requests = new ArrayList<>();
        List<HandshakeResponse> responses = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            requests.add(new HandshakeRequest(node(), "key", "please – ünïcode", random.nextInt(9)));
            responses.add(new HandshakeResponse(node(), random.nextBoolean(), random.nextInt(9)));
        }
        return new HandshakeInbox(requests, responses);
    }

    private List<Invite> invites() {
        List<Invite> invites = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            invites.add(new Invite(NetworkId.of(i), node(), random.nextInt(9)));
        }
        return invites;
    }
}
