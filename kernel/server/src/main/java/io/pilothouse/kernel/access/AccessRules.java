package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The authorisation words of {@code commands-core.md} 0.2. Each either yields who acts or throws a {@link Refusal} with the
 * text of the pages.
 *
 * <p>Threads: any; the rules look only at what they are given.
 */
public final class AccessRules {
    private final GlobalToken globalToken;
    private final boolean sealRequired;
    private final SecretBox secrets;

    /**
     * Rules with these secrets.
     *
     * @param globalToken the global admin token; not configured, every ADMIN check fails
     * @param sealRequired whether a legacy signature is not enough anywhere
     * @param secrets opens what the state holds sealed
     */
    public AccessRules(GlobalToken globalToken, boolean sealRequired, SecretBox secrets) {
        this.globalToken = globalToken;
        this.sealRequired = sealRequired;
        this.secrets = secrets;
    }

    /** Rules with a token that does not change. */
    public AccessRules(AdminToken globalToken, boolean sealRequired, SecretBox secrets) {
        this(new GlobalToken(globalToken, InstantSource.system()), sealRequired, secrets);
    }

    /** ADMIN: the global admin token. */
    public Principal admin(Caller caller) {
        if (!globalToken.configured()) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "network creation is disabled");
        }
        if (!globalToken.matches(caller.adminToken())) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "invalid admin token");
        }
        return new Principal.GlobalAdmin();
    }

    /** Whether the global admin token was shown. */
    public boolean hasAdmin(Caller caller) {
        return globalToken.matches(caller.adminToken());
    }

    /** SIG(node): the signature of a node; it has been found already. */
    public Principal signed(Caller caller, Node node, StateView state, NetworkId scope) {
        if (node.key() == null) {
            if (hasAdmin(caller)) {
                return new Principal.GlobalAdmin();
            }
            throw new Refusal(Refusal.Code.UNAUTHENTICATED,
                    "node has no public key: signature or admin token required");
        }
        return switch (caller.signature()) {
            case SignatureEvidence.Absent absent -> throw new Refusal(Refusal.Code.UNAUTHENTICATED,
                    "signature required for authenticated node");
            case SignatureEvidence.Unreadable unreadable -> throw new Refusal(Refusal.Code.INVALID,
                    "invalid signature encoding: " + unreadable.text());
            case SignatureEvidence.Wrong wrong -> throw wrongSignature();
            case SignatureEvidence.Verified verified -> {
                // The key may have been replaced between the check and now.
                if (!verified.node().equals(node.id()) || !verified.key().equals(node.key())) {
                    throw wrongSignature();
                }
                boolean sealed = verified.form() == SignatureEvidence.Form.SEALED;
                if (!sealed && mustSeal(state, scope)) {
                    throw new Refusal(Refusal.Code.UNAUTHENTICATED,
                            "sealed signature required: a plain signature is not enough here");
                }
                yield new Principal.Signer(node.id(), sealed);
            }
        };
    }

    /** SIG(node)|ADMIN: the signature first, then the token; if both fail, the signature's refusal. */
    public Principal signedOrAdmin(Caller caller, Node node, StateView state, NetworkId scope) {
        try {
            return signed(caller, node, state, scope);
        } catch (Refusal unsigned) {
            if (hasAdmin(caller)) {
                return new Principal.GlobalAdmin();
            }
            throw unsigned;
        }
    }

    /**
     * ROLE(roles): the global token, the network's own token, or a member with one of the roles who proves itself by a
     * signature. R1 believes the member's id instead ({@code commands-core.md} Part IV 1).
     */
    public Principal role(Caller caller, StateView state, NetworkId network, NodeId actor, Role... roles) {
        if (hasAdmin(caller)) {
            return new Principal.GlobalAdmin();
        }
        Network found = state.network(network).orElseThrow(() -> networkNotFound(network));
        if (hasNetworkToken(caller, found)) {
            return new Principal.NetworkAdmin(network);
        }
        if (actor.none()) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "rbac: node_id required for role-based authorization");
        }
        Role role = state.membership(network, actor).flatMap(Membership::roleIfAny)
                .orElseThrow(() -> new Refusal(Refusal.Code.FORBIDDEN,
                        "rbac: node " + actor + " has no role in network " + network));
        if (!Arrays.asList(roles).contains(role)) {
            throw new Refusal(Refusal.Code.FORBIDDEN,
                    "rbac: node " + actor + " has role " + Quoted.text(role.toString()) + ", requires one of "
                            + Arrays.stream(roles).map(Role::toString).collect(Collectors.joining(" ", "[", "]")));
        }
        Node node = state.node(actor).orElseThrow(() -> nodeNotFound(actor));
        return signed(caller, node, state, network);
    }

    /** Whether the network's own admin token was shown. */
    public boolean hasNetworkToken(Caller caller, Network network) {
        return secrets.matches(network.adminToken(), network.adminTokenPurpose(), caller.adminToken());
    }

    /** Seals and opens what the state holds. */
    public SecretBox secrets() {
        return secrets;
    }

    /** {@code node <n>: node not found}. */
    public static Refusal nodeNotFound(NodeId node) {
        return new Refusal(Refusal.Code.NOT_FOUND, "node " + node + ": node not found");
    }

    /** {@code network <n>: network not found}. */
    public static Refusal networkNotFound(NetworkId network) {
        return new Refusal(Refusal.Code.NOT_FOUND, "network " + network + ": network not found");
    }

    /** {@code signature verification failed}. */
    public static Refusal wrongSignature() {
        return new Refusal(Refusal.Code.UNAUTHENTICATED, "signature verification failed");
    }

    private boolean mustSeal(StateView state, NetworkId scope) {
        return sealRequired || !scope.backbone() && state.network(scope).filter(Network::sealedOnly).isPresent();
    }
}
