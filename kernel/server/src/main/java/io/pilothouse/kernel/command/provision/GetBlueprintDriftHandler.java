package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetBlueprintDrift;
import java.util.List;
import java.util.Optional;

/** {@code get_blueprint_drift}: ADMIN. */
public final class GetBlueprintDriftHandler implements Query<GetBlueprintDrift> {
    @Override
    public CommandType<GetBlueprintDrift, ?> type() {
        return GetBlueprintDrift.TYPE;
    }

    @Override
    public GetBlueprintDrift.Ok answer(GetBlueprintDrift command, Context context) {
        context.admin();
        Network network = context.network(command.network());
        Optional<AppliedBlueprint> applied = context.state().blueprint(network.id());
        if (applied.isEmpty()) {
            return new GetBlueprintDrift.Ok(network.id(), false, "", "", List.of(), "");
        }
        Drift drift = Drift.of(applied.get(), network, context);
        return new GetBlueprintDrift.Ok(network.id(), true, WireTime.text(applied.get().applied()),
                applied.get().fingerprint(), drift.differences(), drift.trouble());
    }
}
