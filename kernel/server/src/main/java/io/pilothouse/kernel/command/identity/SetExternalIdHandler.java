package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetExternalId;

/** {@code set_external_id}: ADMIN. */
public final class SetExternalIdHandler implements Mutation<SetExternalId> {
    @Override
    public CommandType<SetExternalId, ?> type() {
        return SetExternalId.TYPE;
    }

    @Override
    public Decision decide(SetExternalId command, Context context) {
        Principal actor = context.admin();
        Node node = GetIdentityHandler.node(command.node(), context);
        return Decision.reply(new SetExternalId.Ok(node.id(), command.externalId()), actor)
                .change(new Change.NodePut(node.with(edit -> edit.externalId(command.externalId()))))
                .event(AuditEvent.of("identity.external_id_set").and("node_id", node.id())
                        .and("old_external_id", node.externalId()).and("new_external_id", command.externalId()));
    }
}
