package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Consent;
import io.pilothouse.kernel.model.EventCount;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.KeptAdmission;
import io.pilothouse.kernel.model.KeptTags;
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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be read of the state.
 *
 * <p>Threads: any for the live state, the committer's for a draft. A reader of the live state sees every value whole, but
 * two reads may see different moments.
 */
public interface StateView {
    /** The registry's own id; empty before it is founded. */
    String registryId();

    /** An identity in any standing. */
    Optional<Node> identity(NodeId node);

    /** A live node. */
    default Optional<Node> node(NodeId node) {
        return identity(node).filter(Node::live);
    }

    /** The identity that has this key on file. */
    Optional<Node> identityOf(PublicKey key);

    /** The identity that has this name. */
    Optional<Node> identityOf(Hostname hostname);

    /** All identities, in any standing and no particular order. */
    Stream<Node> identities();

    /** A network. */
    Optional<Network> network(NetworkId network);

    /** The network with this name. */
    Optional<Network> network(NetworkName name);

    /** All networks, the backbone included, in no particular order. */
    Stream<Network> networks();

    /** A membership; the backbone has none. */
    Optional<Membership> membership(NetworkId network, NodeId node);

    /** The members of a network other than the backbone, in order of joining. */
    Stream<Membership> members(NetworkId network);

    /** The labels of a node in a network: a member's, or those that are kept for it. */
    List<String> memberTags(NetworkId network, NodeId node);

    /** The labels that are kept in a network for nodes without a membership, in no particular order. */
    Stream<KeptTags> keptTags(NetworkId network);

    /** Who had let in a node that is no member any more, as long as that is kept; {@link NodeId#NONE} otherwise. */
    NodeId keptAdmission(NetworkId network, NodeId node);

    /** Who had let in those who are no members any more, as far as that is kept, in no particular order. */
    Stream<KeptAdmission> keptAdmissions(NetworkId network);

    /** How many came into a network by a node: members, and those of whom it is kept. */
    int admittees(NetworkId network, NodeId node);

    /** How many members a network has; for the backbone, how many nodes are live. */
    int memberCount(NetworkId network);

    /** The networks of a node, the backbone first, then in order of joining. */
    List<NetworkId> networksOf(NodeId node);

    /** Whether {@code from} lets {@code to} see it. */
    boolean consents(NodeId from, NodeId to);

    /** All consents, in no particular order. */
    Stream<Consent> consents();

    /** What waits for a node. */
    HandshakeInbox handshakes(NodeId node);

    /** The pending invitations of a node, oldest first; expired ones included. */
    List<Invite> invites(NodeId node);

    /** All nodes with pending invitations. */
    Stream<NodeId> invited();

    /** All nodes for which handshakes wait. */
    Stream<NodeId> asked();

    /** The roles that a network has ready for identities, in the order in which they are looked through. */
    List<PreAssignment> preAssignments(NetworkId network);

    /** The blueprint that was last applied to a network. */
    Optional<AppliedBlueprint> blueprint(NetworkId network);

    /** What the registry works with at a place. */
    Optional<Integration> integration(Integration.Place place);

    /** All that the registry works with, in no particular order. */
    Stream<Integration> integrations();

    /** Next node number; above 4294967295 when all are used. */
    long nextNode();

    /** Next network number; 65536 when all are used. */
    int nextNetwork();

    /** Next position of a member. */
    long nextOrder();

    /** How many nodes are live. */
    long liveNodes();

    /** How many live nodes take tasks. */
    long taskExecutors();

    /** Whether a pair is a trust link: one of the two has consented by more than asking. */
    boolean linked(Consent consent);

    /** How many unordered pairs of nodes are trust links. */
    long trustPairs();

    /** How many invitations are pending. */
    long pendingInvites();

    /** How many events the journal holds. */
    EventCount events();

    /** Counters and samples as last recorded. */
    Statistics statistics();

    /** Whether two nodes share a network other than the backbone. */
    default boolean shareNetwork(NodeId one, NodeId other) {
        List<NetworkId> mine = networksOf(one);
        List<NetworkId> theirs = networksOf(other);
        for (NetworkId network : mine) {
            if (!network.backbone() && theirs.contains(network)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The trust gate: whether {@code viewer} may learn where {@code target} is ({@code commands-core.md} 1.7 with directed
     * consents of Part IV 4).
     */
    default boolean maySee(NodeId viewer, Node target) {
        return target.isPublic() || consents(target.id(), viewer) || shareNetwork(viewer, target.id());
    }
}
