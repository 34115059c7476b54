package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Admission;
import io.pilothouse.kernel.command.policy.PolicyDocument;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.CreateNetwork;

/**
 * {@code create_network}: ADMIN. The join rule is checked, which R1 leaves to the first who wants to join; rule
 * {@code token} without a token is allowed, as in R1, and lets everybody in.
 */
public final class CreateNetworkHandler implements Mutation<CreateNetwork> {
    private static final int LAST = 0xFFFF;

    @Override
    public CommandType<CreateNetwork, ?> type() {
        return CreateNetwork.TYPE;
    }

    @Override
    public Decision decide(CreateNetwork command, Context context) {
        Principal actor = context.admin();
        String rules = ManagedNetwork.rulesText(command.rules());
        String document = PolicyDocument.ofNewNetwork(command.exprPolicy()).map(PolicyDocument::text).orElse("");
        NetworkName name = Names.parse(command.name());
        JoinRule rule = joinRule(command.joinRule());
        if (rule == JoinRule.INVITE && !command.enterprise()) {
            throw new Refusal(Refusal.Code.FORBIDDEN,
                    "enterprise feature: invite-only networks require the enterprise flag");
        }
        NodeId creator = context.registered(command.node()).id();
        int next = context.state().nextNetwork();
        if (next > LAST) {
            throw new Refusal(Refusal.Code.LIMIT, "network ID space exhausted (max 65535 networks)");
        }
        NetworkId id = NetworkId.of(next);
        Names.checkFree(context.state(), name, id);
        Network plain = new Network(id, name, rule, SealedSecret.NONE, SealedSecret.NONE, NetworkPolicy.NONE, rules,
                document, command.enterprise(), context.now(), false);
        Network network = plain.withTokens(context.secrets().seal(command.token(), plain.tokenPurpose()),
                context.secrets().seal(command.networkAdminToken(), plain.adminTokenPurpose()));
        boolean managed = !rules.isEmpty();
        return Decision.reply(new CreateNetwork.Ok(id, name.text(), command.enterprise(), managed), actor)
                .change(new Change.NetworkPut(network))
                .changes(Admission.of(context.state(), id, creator, Role.OWNER, context.now(), NodeId.NONE))
                .event(AuditEvent.of("network.created").and("network_id", id).and("name", name).and("join_rule", rule)
                        .and("creator_node_id", creator).and("enterprise", command.enterprise())
                        .and("managed", managed));
    }

    private static JoinRule joinRule(String text) {
        return text.isEmpty()
                ? JoinRule.OPEN
                : JoinRule.parse(text).orElseThrow(() -> new Refusal(Refusal.Code.INVALID,
                        "invalid join rule " + Quoted.text(text) + " (want open, token or invite)"));
    }
}
