package io.pilothouse.kernel.command.score;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.UpdatePoloScore;

/**
 * {@code update_polo_score}: open, because R1 daemons settle tasks with it unsigned, but one call moves little unless the
 * global admin token comes along. It is no sign of life ({@code commands-core.md} Part IV 6 and 7).
 */
public final class UpdatePoloScoreHandler implements Mutation<UpdatePoloScore> {
    private final KernelPolicy policy;

    public UpdatePoloScoreHandler(KernelPolicy policy) {
        this.policy = policy;
    }

    @Override
    public CommandType<UpdatePoloScore, ?> type() {
        return UpdatePoloScore.TYPE;
    }

    @Override
    public Decision decide(UpdatePoloScore command, Context context) {
        boolean admin = context.access().hasAdmin(context.caller());
        int delta = Scores.within(command.delta(), admin ? Scores.MOST : Math.min(policy.poloDelta(), Scores.MOST),
                "update_polo_score requires delta field", "polo score delta");
        Node node = Scores.node(command.node(), context);
        int score = Math.clamp((long) node.poloScore() + delta, -Scores.MOST, Scores.MOST);
        UpdatePoloScore.Ok reply = new UpdatePoloScore.Ok(node.id(), NodeAddress.backbone(node.id()).toString(), score);
        return Decision.reply(reply, admin ? new Principal.GlobalAdmin() : new Principal.Anonymous())
                .change(new Change.NodePut(node.with(edit -> edit.poloScore(score))))
                .event(AuditEvent.of("polo_score.updated").and("node_id", node.id()).and("delta", delta)
                        .and("new_score", score));
    }
}
