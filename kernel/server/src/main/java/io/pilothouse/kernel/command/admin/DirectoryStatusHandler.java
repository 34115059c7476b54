package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.DirectoryStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code directory_status}: ADMIN. Members that are offline count too: their identity is not lost. */
public final class DirectoryStatusHandler implements Query<DirectoryStatus> {
    private final AuditTrail trail;

    public DirectoryStatusHandler(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public CommandType<DirectoryStatus, ?> type() {
        return DirectoryStatus.TYPE;
    }

    @Override
    public DirectoryStatus.Ok answer(DirectoryStatus command, Context context) {
        context.admin();
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "network_id is required");
        }
        StateView state = context.state();
        Network network = state.network(command.network())
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "network " + command.network() + " not found"));
        List<Node> members = state.members(network.id()).map(Membership::node).map(state::identity)
                .flatMap(Optional::stream).toList();
        long mapped = members.stream().filter(node -> !node.externalId().isEmpty()).count();
        return new DirectoryStatus.Ok(network.id(), state.memberCount(network.id()), mapped, members.size() - mapped,
                network.enterprise(), preAssignments(state, network), lastSync(network));
    }

    static OptionalLong preAssignments(StateView state, Network network) {
        int count = state.preAssignments(network.id()).size();
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private String lastSync(Network network) {
        return trail.recent(network.id(), AuditTrail.KEPT).stream()
                .filter(entry -> entry.event().action().equals("directory.synced")).findFirst()
                .map(entry -> WireTime.text(entry.time())).orElse("");
    }
}
