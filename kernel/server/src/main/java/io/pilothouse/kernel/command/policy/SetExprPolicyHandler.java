package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetExprPolicy;
import io.pilothouse.protocol.json.JsonObject;

/**
 * {@code set_expr_policy}: ROLE(owner, admin), without the enterprise gate. The backbone may have a document, as in the
 * recorded R1 sessions; only the global token can give it one.
 */
public final class SetExprPolicyHandler implements Mutation<SetExprPolicy> {
    @Override
    public CommandType<SetExprPolicy, ?> type() {
        return SetExprPolicy.TYPE;
    }

    @Override
    public Decision decide(SetExprPolicy command, Context context) {
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER, Role.ADMIN);
        Network network = context.network(command.network());
        Object sent = command.exprPolicy().filter(value -> value instanceof String || value instanceof JsonObject)
                .orElseThrow(() -> new Refusal(Refusal.Code.INVALID, "expr_policy field is required"));
        if (sent instanceof String text && (text.isEmpty() || text.equals("null"))) {
            return Decision.reply(new SetExprPolicy.Ok(network.id(), true), actor)
                    .change(new Change.NetworkPut(network.withExprPolicy("")))
                    .event(PolicyEvents.documentCleared(network));
        }
        PolicyDocument document = PolicyDocument.withRules(sent);
        return Decision.reply(new SetExprPolicy.Ok(network.id(), false), actor)
                .change(new Change.NetworkPut(network.withExprPolicy(document.text())))
                .event(PolicyEvents.documentSet(network, document.text(), document.size()));
    }
}
