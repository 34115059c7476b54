package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetNetworkToken;

/** {@code set_network_token}: ROLE(owner), also for networks without the enterprise features, which may have tokens too. */
public final class SetNetworkTokenHandler implements Mutation<SetNetworkToken> {
    private static final int LONGEST = 256;

    @Override
    public CommandType<SetNetworkToken, ?> type() {
        return SetNetworkToken.TYPE;
    }

    @Override
    public Decision decide(SetNetworkToken command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot set a token of the backbone network");
        }
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER);
        Network network = context.network(command.network());
        String token = command.token().orElseThrow(() -> new Refusal(Refusal.Code.INVALID,
                "new_token is required: the secret from now on, or \"\" for none"));
        if (token.length() > LONGEST) {
            throw new Refusal(Refusal.Code.INVALID, "new_token too long (max " + LONGEST + " chars)");
        }
        Network changed = switch (command.kind()) {
            case SetNetworkToken.ADMIN -> network.withTokens(network.token(),
                    context.secrets().seal(token, network.adminTokenPurpose()));
            case SetNetworkToken.JOIN -> network.withTokens(
                    context.secrets().seal(token, network.tokenPurpose()), network.adminToken());
            default -> throw new Refusal(Refusal.Code.INVALID,
                    "invalid kind " + Quoted.text(command.kind()) + " (want admin or join)");
        };
        boolean set = !token.isEmpty();
        if (changed.joinRule() == JoinRule.TOKEN && changed.token().none() && !network.token().none()) {
            throw new Refusal(Refusal.Code.INVALID, "join token is required when the join rule is token: without one"
                    + " everybody could join");
        }
        return Decision.reply(new SetNetworkToken.Ok(network.id(), command.kind(), set), actor)
                .change(new Change.NetworkPut(changed))
                .event(AuditEvent.of("network.token_changed").and("network_id", network.id())
                        .and("kind", command.kind()).and("status", set ? "set" : "cleared"));
    }
}
