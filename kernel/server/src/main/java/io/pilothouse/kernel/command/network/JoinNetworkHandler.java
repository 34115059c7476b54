package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Admission;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.JoinNetwork;

/** {@code join_network}: SIG(node)|ADMIN; neither gets around the join rule. */
public final class JoinNetworkHandler implements Mutation<JoinNetwork> {
    @Override
    public CommandType<JoinNetwork, ?> type() {
        return JoinNetwork.TYPE;
    }

    @Override
    public Decision decide(JoinNetwork command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot join the backbone network");
        }
        Node node = context.registered(command.node());
        Principal actor = context.signedOrAdmin(node, command.network());
        Network network = context.network(command.network());
        checkRule(network, command.token(), context);
        Admission.checkRoom(context.state(), network);
        if (context.state().membership(network.id(), node.id()).isPresent()) {
            throw new Refusal(Refusal.Code.CONFLICT, "node " + node.id() + " already in network " + network.id());
        }
        Decision welcome = Decision.reply(
                new JoinNetwork.Ok(network.id(), new NodeAddress(network.id(), node.id()).toString(),
                        ManagedNetwork.rules(network), network.exprPolicy()),
                actor);
        return Admission.admit(welcome, context, network.id(), node, NodeId.NONE,
                AuditEvent.of("network.joined").and("node_id", node.id()).and("network_id", network.id()));
    }

    private static void checkRule(Network network, String token, Context context) {
        switch (network.joinRule()) {
            case OPEN -> {
                // Everybody may.
            }
            case TOKEN -> {
                // A network of this rule without a token takes exactly those who show none.
                boolean right = network.token().none()
                        ? token.isEmpty()
                        : context.secrets().matches(network.token(), network.tokenPurpose(), token);
                if (!right) {
                    throw new Refusal(Refusal.Code.UNAUTHENTICATED, "invalid token for network " + network.id());
                }
            }
            case INVITE -> throw new Refusal(Refusal.Code.FORBIDDEN,
                    "invite-only networks require invite_to_network + respond_invite flow");
        }
    }
}
