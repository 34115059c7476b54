package io.pilothouse.kernel.command;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;

/**
 * What a handler may look at.
 *
 * @param state the state to decide on: the live state for reads, a draft for mutations
 * @param caller who asks
 * @param access what that allows
 * @param presence who was heard of when
 * @param now milliseconds since 1970 UTC
 */
public record Context(StateView state, Caller caller, AccessRules access, Presence presence, long now) {
    /** A live node, or the refusal {@code node <n>: node not found}. */
    public Node node(NodeId node) {
        return state.node(node).orElseThrow(() -> AccessRules.nodeNotFound(node));
    }

    /** A network, or the refusal {@code network <n>: network not found}. */
    public Network network(NetworkId network) {
        return state.network(network).orElseThrow(() -> AccessRules.networkNotFound(network));
    }

    /** A live node, or the refusal {@code node <n> not registered} of the membership commands. */
    public Node registered(NodeId node) {
        return state.node(node)
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "node " + node + " not registered"));
    }

    /** A network with the enterprise flag, or the refusals of {@code commands-enterprise.md} 1.6. */
    public Network enterprise(NetworkId network) {
        Network found = network(network);
        if (!found.enterprise()) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "enterprise feature: requires enterprise network");
        }
        return found;
    }

    /** Seals and opens secrets of the state. */
    public SecretBox secrets() {
        return access.secrets();
    }

    /** ADMIN. */
    public Principal admin() {
        return access.admin(caller);
    }

    /** SIG(node). */
    public Principal signed(Node node) {
        return signed(node, NetworkId.BACKBONE);
    }

    /** SIG(node) for something about a network. */
    public Principal signed(Node node, NetworkId scope) {
        return access.signed(caller, node, state, scope);
    }

    /** SIG(node)|ADMIN. */
    public Principal signedOrAdmin(Node node) {
        return signedOrAdmin(node, NetworkId.BACKBONE);
    }

    /** SIG(node)|ADMIN for something about a network. */
    public Principal signedOrAdmin(Node node, NetworkId scope) {
        return access.signedOrAdmin(caller, node, state, scope);
    }

    /** ROLE(roles). */
    public Principal role(NetworkId network, NodeId actor, Role... roles) {
        return access.role(caller, state, network, actor, roles);
    }
}
