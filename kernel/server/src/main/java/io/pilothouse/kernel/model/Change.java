package io.pilothouse.kernel.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.List;

/**
 * A fact: what is so from now on. Applying a change runs no rules, and applying it twice is the same as once, so that a
 * snapshot may be taken while the registry works and the journal replayed over it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({@JsonSubTypes.Type(value = Change.RegistryFounded.class, name = "registry"),
    @JsonSubTypes.Type(value = Change.NodePut.class, name = "node"),
    @JsonSubTypes.Type(value = Change.NetworkPut.class, name = "network"),
    @JsonSubTypes.Type(value = Change.NetworkRemoved.class, name = "network-removed"),
    @JsonSubTypes.Type(value = Change.MemberPut.class, name = "member"),
    @JsonSubTypes.Type(value = Change.MemberRemoved.class, name = "member-removed"),
    @JsonSubTypes.Type(value = Change.TagsKept.class, name = "tags-kept"),
    @JsonSubTypes.Type(value = Change.AdmissionKept.class, name = "admission-kept"),
    @JsonSubTypes.Type(value = Change.ConsentPut.class, name = "consent"),
    @JsonSubTypes.Type(value = Change.ConsentRemoved.class, name = "consent-removed"),
    @JsonSubTypes.Type(value = Change.HandshakesPut.class, name = "handshakes"),
    @JsonSubTypes.Type(value = Change.InvitesPut.class, name = "invites"),
    @JsonSubTypes.Type(value = Change.PreAssignmentsPut.class, name = "pre-assignments"),
    @JsonSubTypes.Type(value = Change.IntegrationPut.class, name = "integration"),
    @JsonSubTypes.Type(value = Change.IntegrationRemoved.class, name = "integration-removed"),
    @JsonSubTypes.Type(value = Change.BlueprintPut.class, name = "blueprint"),
    @JsonSubTypes.Type(value = Change.CountersPut.class, name = "counters"),
    @JsonSubTypes.Type(value = Change.EventsCounted.class, name = "events"),
    @JsonSubTypes.Type(value = Change.StatisticsPut.class, name = "statistics")})
public sealed interface Change {
    /**
     * The registry exists.
     *
     * @param id its own id, which sealed signatures name
     * @param founded when, milliseconds since 1970 UTC
     */
    record RegistryFounded(String id, long founded) implements Change {}

    /** An identity is so. */
    record NodePut(Node node) implements Change {}

    /** A network is so. */
    record NetworkPut(Network network) implements Change {}

    /** A network is gone, with all its memberships. */
    record NetworkRemoved(NetworkId network) implements Change {}

    /** A membership is so. */
    record MemberPut(Membership membership) implements Change {}

    /** A membership is gone. */
    record MemberRemoved(NetworkId network, NodeId node) implements Change {}

    /** The labels of a node without a membership are so; an empty list forgets them. */
    record TagsKept(KeptTags kept) implements Change {}

    /** Who had let in a node without a membership is so; nobody forgets it. */
    record AdmissionKept(KeptAdmission kept) implements Change {}

    /**
     * A node lets another see it.
     *
     * @param asked whether it has only asked for trust so far; such a consent holds but is no trust link yet
     */
    record ConsentPut(Consent consent, boolean asked) implements Change {
        public ConsentPut(Consent consent) {
            this(consent, false);
        }
    }

    /** A node no longer lets another see it. */
    record ConsentRemoved(Consent consent) implements Change {}

    /** What waits for a node is so. */
    record HandshakesPut(NodeId node, HandshakeInbox inbox) implements Change {}

    /** The pending invitations of a node are so. */
    record InvitesPut(NodeId node, List<Invite> invites) implements Change {
        public InvitesPut {
            invites = invites == null ? List.of() : List.copyOf(invites);
        }
    }

    /** The roles that a network has ready for identities are so, in the order in which they are looked through. */
    record PreAssignmentsPut(NetworkId network, List<PreAssignment> roles) implements Change {
        public PreAssignmentsPut {
            roles = roles == null ? List.of() : List.copyOf(roles);
        }
    }

    /** The registry works with somebody else's system so. */
    record IntegrationPut(Integration integration) implements Change {}

    /** The registry no longer works with somebody else's system. */
    record IntegrationRemoved(Integration.Place place) implements Change {}

    /** A blueprint was applied to a network. */
    record BlueprintPut(AppliedBlueprint blueprint) implements Change {}

    /**
     * No id below these is handed out again.
     *
     * @param nextNode next node number
     * @param nextNetwork next network number; 65536 when all are used
     * @param nextOrder next position of a member
     */
    record CountersPut(long nextNode, int nextNetwork, long nextOrder) implements Change {}

    /** So many events stand in the journal; a fact of snapshots alone, as records are counted when they are applied. */
    record EventsCounted(EventCount count) implements Change {}

    /** The statistics that survive restarts are so. */
    record StatisticsPut(Statistics statistics) implements Change {}
}
