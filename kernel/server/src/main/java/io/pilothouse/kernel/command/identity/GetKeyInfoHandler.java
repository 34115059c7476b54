package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.KeyTimes;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetKeyInfo;

/** {@code get_key_info}, open to everybody. */
public final class GetKeyInfoHandler implements Query<GetKeyInfo> {
    @Override
    public CommandType<GetKeyInfo, ?> type() {
        return GetKeyInfo.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public GetKeyInfo.Ok answer(GetKeyInfo command, Context context) {
        Node node = context.node(command.node());
        KeyLife life = node.keyLife();
        return new GetKeyInfo.Ok(node.id(), WireTime.text(life.created()), life.rotations(), KeyTimes.rotation(life),
                KeyTimes.expiry(life), Math.max(0, life.ageDays(context.now())));
    }
}
