package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.KeyTimes;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Roles;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Register;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code register}. The key is the identity: a known key keeps its id in every standing, an unknown key always gets a new
 * one, whatever owner it names ({@code commands-core.md} Part IV 2). A signature that comes along must verify, and a key that
 * registered with one is never again changed without (Part IV 3). An identity token is verified before all else, by whoever is
 * configured for it ({@code commands-enterprise.md} 6.1); the name that is asked for has no say in that.
 */
public final class RegisterHandler implements Mutation<Register> {
    private static final int LONGEST_OWNER = 320;
    private static final long LAST_NODE = 0xFFFF_FFFFL;

    private final KernelPolicy policy;
    private final Predicate<PublicKey> acceptable;

    /**
     * A handler.
     *
     * @param acceptable whether a key may be registered; asked only about keys that are new here
     */
    public RegisterHandler(KernelPolicy policy, Predicate<PublicKey> acceptable) {
        this.policy = policy;
        this.acceptable = acceptable;
    }

    @Override
    public CommandType<Register, ?> type() {
        return Register.TYPE;
    }

    @Override
    public Optional<Inquiry> inquiry(Register command, Context context) {
        return TokenIdentity.inquiry(command, context.state());
    }

    @Override
    public Decision decide(Register command, Context context) {
        String verified = TokenIdentity.verified(command, context);
        PublicKey key = key(command);
        if (Label.utf8Length(command.owner()) > LONGEST_OWNER) {
            throw invalid("owner too long (max " + LONGEST_OWNER + " bytes)");
        }
        Optional<Node> known = context.state().identityOf(key);
        if (known.isEmpty() && !acceptable.test(key)) {
            throw invalid("invalid public key: no point of the curve, or one of low order");
        }
        boolean signed = signed(context, key);
        Node node = known.isPresent()
                ? known(known.get(), context, signed)
                : Node.fresh(newId(context), key, context.now());
        String externalId = verified.isEmpty() ? node.externalId() : externalId(verified, node, signed, context);
        NameChoice name = NameChoice.of(command.hostname(), node, signed, context);
        Node registered = node.with(edit -> edit.standing(Standing.LIVE)
                .owner(node.owner().isEmpty() ? command.owner() : node.owner())
                .realAddress(Transport.observed(command.listenAddress(), context.caller().source()))
                .endpoints(Transport.endpoints(command.endpoints()))
                .lanAddresses(Transport.localAddresses(command.lanAddresses()))
                .version(Transport.version(command.version(), node.version())).relayOnly(command.relayOnly())
                .hostname(name.hostname()).externalId(externalId)
                .registeredSigned(node.registeredSigned() || signed));
        Register.Ok reply = new Register.Ok(node.id(), NetworkId.BACKBONE, NodeAddress.backbone(node.id()).toString(),
                command.publicKey(), registered.realAddress(), 1, name.reply(), name.error(), verified);
        Principal actor = signed ? new Principal.KeyHolder(key.base64()) : new Principal.Anonymous();
        Decision decision = Decision.reply(reply, actor).change(new Change.NodePut(registered))
                .event(event(known, node.id())).seen(node.id());
        if (known.isPresent() && !known.get().nameText().equals(registered.nameText())) {
            // What a new node is called belongs to its being new.
            decision = decision.event(SetHostnameHandler.changed(known.get(), registered.nameText()));
        }
        return externalId.equals(node.externalId())
                ? decision
                : identified(decision, node, externalId, signed, context);
    }

    /** Public keys are public: without this, anybody with an identity of his own could put it in the place of another's. */
    private static String externalId(String verified, Node node, boolean signed, Context context) {
        boolean takesAway = !node.externalId().isEmpty()
                && !PreAssignment.fold(node.externalId()).equals(PreAssignment.fold(verified));
        if (takesAway && !signed && (context.presence().hasProved(node.id()) || counts(node, context.state()))) {
            throw unproved("node " + node.id() + ": unsigned registration cannot change the external id");
        }
        return verified;
    }

    /**
     * Whether somebody goes by the external id of a node: a network that it is in, or one with a role ready for it. Proofs are
     * forgotten with a restart, this is not.
     */
    private static boolean counts(Node node, StateView state) {
        return state.networksOf(node.id()).stream().anyMatch(network -> !network.backbone())
                || state.networks().anyMatch(network -> PreAssignment
                        .roleFor(node.externalId(), state.preAssignments(network.id())).isPresent());
    }

    /** The roles that wait for an identity are its own from the moment that it is known; a lower one only by a signature. */
    private static Decision identified(Decision decision, Node before, String externalId, boolean signed,
            Context context) {
        StateView state = context.state();
        Decision result = decision.event(AuditEvent.of("identity.external_id_set").and("node_id", before.id())
                .and("old_external_id", before.externalId()).and("new_external_id", externalId));
        for (NetworkId network : state.networksOf(before.id())) {
            Optional<Membership> member = state.membership(network, before.id());
            if (member.isPresent() && (signed || !Roles.lowers(state, member.get(), externalId))) {
                result = Roles.preAssigned(result, state, member.get(), externalId);
            }
        }
        return result;
    }

    private static PublicKey key(Register command) {
        if (command.publicKey().isEmpty()) {
            throw invalid("registration requires public_key");
        }
        try {
            return PublicKey.parse(command.publicKey());
        } catch (IllegalArgumentException unreadable) {
            throw invalid("invalid public key: " + unreadable.getMessage());
        }
    }

    private boolean signed(Context context, PublicKey key) {
        return switch (context.caller().signature()) {
            case SignatureEvidence.Absent absent -> {
                if (policy.unsigned() == KernelPolicy.UnsignedRegistration.REFUSE) {
                    throw unproved("registration: signature required");
                }
                yield false;
            }
            case SignatureEvidence.Unreadable unreadable -> throw invalid("registration: invalid signature encoding");
            case SignatureEvidence.Verified verified when verified.key().equals(key) -> true;
            case SignatureEvidence.Verified other -> throw unproved("registration: signature verification failed");
            case SignatureEvidence.Wrong wrong -> throw unproved("registration: signature verification failed");
        };
    }

    /** What is left of a known identity before this registration. */
    private static Node known(Node node, Context context, boolean signed) {
        if (node.registeredSigned() && !signed) {
            throw unproved("node " + node.id() + ": unsigned registration cannot modify a signature-verified key");
        }
        if (node.keyLife().expiredAt(context.now())) {
            throw unproved("node " + node.id() + ": key expired at " + KeyTimes.expiry(node.keyLife()));
        }
        return node.standing() == Standing.DEREGISTERED
                ? Node.fresh(node.id(), node.key(), context.now())
                        .with(edit -> edit.keyLife(node.keyLife()).registeredSigned(node.registeredSigned()))
                : node;
    }

    private NodeId newId(Context context) {
        if (context.state().liveNodes() >= policy.maxNodes()) {
            throw new Refusal(Refusal.Code.LIMIT, "registry full");
        }
        if (context.state().nextNode() > LAST_NODE) {
            throw new Refusal(Refusal.Code.LIMIT, "node ID space exhausted");
        }
        return NodeId.of(context.state().nextNode());
    }

    private static AuditEvent event(Optional<Node> known, NodeId node) {
        String mode = known.map(before -> before.live() ? "existing_identity" : "reclaimed_identity")
                .orElse("new_node");
        return AuditEvent.of(known.isPresent() ? "node.re_registered" : "node.registered").and("node_id", node)
                .and("mode", mode);
    }

    private static Refusal invalid(String text) {
        return new Refusal(Refusal.Code.INVALID, text);
    }

    private static Refusal unproved(String text) {
        return new Refusal(Refusal.Code.UNAUTHENTICATED, text);
    }
}
