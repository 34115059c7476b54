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
import io.pilothouse.protocol.command.SetPoloScore;

/**
 * {@code set_polo_score}: ADMIN, unless the operator leaves it open as R1 does ({@code commands-core.md} Part IV 7). It is no
 * sign of life.
 */
public final class SetPoloScoreHandler implements Mutation<SetPoloScore> {
    private final KernelPolicy policy;

    public SetPoloScoreHandler(KernelPolicy policy) {
        this.policy = policy;
    }

    @Override
    public CommandType<SetPoloScore, ?> type() {
        return SetPoloScore.TYPE;
    }

    @Override
    public Decision decide(SetPoloScore command, Context context) {
        int score = Scores.within(command.poloScore(), Scores.MOST, "set_polo_score requires polo_score field",
                "polo score");
        Node node = Scores.node(command.node(), context);
        boolean open = policy.openPoloSet() && !context.access().hasAdmin(context.caller());
        Principal actor = open ? new Principal.Anonymous() : context.admin();
        return Decision
                .reply(new SetPoloScore.Ok(node.id(), NodeAddress.backbone(node.id()).toString(), score), actor)
                .change(new Change.NodePut(node.with(edit -> edit.poloScore(score))))
                .event(AuditEvent.of("polo_score.set").and("node_id", node.id()).and("polo_score", score));
    }
}
