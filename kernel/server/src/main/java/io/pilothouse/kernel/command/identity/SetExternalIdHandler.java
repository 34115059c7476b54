package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.member.Roles;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetExternalId;
import java.util.Optional;

/** {@code set_external_id}: ADMIN. Roles that waited for the identity take effect in the networks of the node. */
public final class SetExternalIdHandler implements Mutation<SetExternalId> {
    @Override
    public CommandType<SetExternalId, ?> type() {
        return SetExternalId.TYPE;
    }

    @Override
    public Decision decide(SetExternalId command, Context context) {
        Principal actor = context.admin();
        Node node = GetIdentityHandler.node(command.node(), context);
        Decision decision = Decision.reply(new SetExternalId.Ok(node.id(), command.externalId()), actor)
                .change(new Change.NodePut(node.with(edit -> edit.externalId(command.externalId()))))
                .event(AuditEvent.of("identity.external_id_set").and("node_id", node.id())
                        .and("old_external_id", node.externalId()).and("new_external_id", command.externalId()));
        StateView state = context.state();
        for (NetworkId network : state.networksOf(node.id())) {
            Optional<Membership> member = state.membership(network, node.id());
            if (member.isPresent()) {
                decision = Roles.preAssigned(decision, state, member.get(), command.externalId());
            }
        }
        return decision;
    }
}
