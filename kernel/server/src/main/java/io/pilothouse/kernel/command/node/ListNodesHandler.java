package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ListNodes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code list_nodes}: all live nodes for the administrator, the members of another network for everybody, because daemons
 * need them to broadcast. External ids are shown only together with the global admin token ({@code commands-core.md} Part IV
 * 11).
 */
public final class ListNodesHandler implements Query<ListNodes> {
    private final BeaconTable beacons;

    public ListNodesHandler(BeaconTable beacons) {
        this.beacons = beacons;
    }

    @Override
    public CommandType<ListNodes, ?> type() {
        return ListNodes.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public ListNodes.Ok answer(ListNodes command, Context context) {
        boolean admin = context.access().hasAdmin(context.caller());
        if (command.network().backbone()) {
            if (!admin) {
                throw new Refusal(Refusal.Code.FORBIDDEN,
                        "listing backbone nodes is not permitted (use lookup with a specific node_id)");
            }
            return new ListNodes.Ok(context.state().identities().filter(Node::live)
                    .map(node -> new ListNodes.Member(node.id(), NodeAddress.backbone(node.id()).toString(),
                            Optional.of(live(node, true, context)), "", List.of()))
                    .toList());
        }
        NetworkId network = context.network(command.network()).id();
        return new ListNodes.Ok(
                context.state().members(network).map(member -> member(member, admin, context)).toList());
    }

    private ListNodes.Member member(Membership member, boolean admin, Context context) {
        return new ListNodes.Member(member.node(), new NodeAddress(member.network(), member.node()).toString(),
                context.state().node(member.node()).map(node -> live(node, admin, context)),
                member.roleIfAny().map(Role::toString).orElse(""), member.tags());
    }

    private ListNodes.Live live(Node node, boolean admin, Context context) {
        return new ListNodes.Live(node.isPublic(), OptionalLong.of(node.poloScore()),
                WireTime.text(context.presence().lastSeen(node.id())), node.nameText(), node.taskExec(),
                node.isPublic()
                        ? Optional.of(Whereabouts.of(node, beacons, context.now()).realAddress())
                        : Optional.empty(),
                node.tags(), admin ? node.externalId() : "", node.version());
    }
}
