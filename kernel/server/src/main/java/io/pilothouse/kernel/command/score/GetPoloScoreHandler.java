package io.pilothouse.kernel.command.score;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetPoloScore;

/** {@code get_polo_score}, open to everybody: daemons compare scores before they take a task. */
public final class GetPoloScoreHandler implements Query<GetPoloScore> {
    @Override
    public CommandType<GetPoloScore, ?> type() {
        return GetPoloScore.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public GetPoloScore.Ok answer(GetPoloScore command, Context context) {
        Node node = Scores.node(command.node(), context);
        return new GetPoloScore.Ok(node.id(), NodeAddress.backbone(node.id()).toString(), node.poloScore());
    }
}
