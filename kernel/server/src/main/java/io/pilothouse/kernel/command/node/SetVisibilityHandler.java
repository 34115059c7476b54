package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetVisibility;

/** {@code set_visibility}: SIG(node)|ADMIN. */
public final class SetVisibilityHandler implements Mutation<SetVisibility> {
    @Override
    public CommandType<SetVisibility, ?> type() {
        return SetVisibility.TYPE;
    }

    @Override
    public Decision decide(SetVisibility command, Context context) {
        Node node = context.node(command.node());
        Principal actor = context.signedOrAdmin(node);
        return Decision.reply(new SetVisibility.Ok(node.id(), command.isPublic() ? "public" : "private"), actor)
                .change(new Change.NodePut(node.with(edit -> edit.visible(command.isPublic()))))
                .event(AuditEvent.of("visibility.changed").and("node_id", node.id())
                        .and("old_public", node.isPublic()).and("new_public", command.isPublic()));
    }
}
