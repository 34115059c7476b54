package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetTaskExec;

/** {@code set_task_exec}: SIG(node)|ADMIN. */
public final class SetTaskExecHandler implements Mutation<SetTaskExec> {
    @Override
    public CommandType<SetTaskExec, ?> type() {
        return SetTaskExec.TYPE;
    }

    @Override
    public Decision decide(SetTaskExec command, Context context) {
        Node node = context.node(command.node());
        Principal actor = context.signedOrAdmin(node);
        return Decision.reply(new SetTaskExec.Ok(node.id(), command.enabled()), actor)
                .change(new Change.NodePut(node.with(edit -> edit.taskExec(command.enabled()))))
                .event(AuditEvent.of("task_exec.changed").and("node_id", node.id())
                        .and("old_enabled", node.taskExec()).and("new_enabled", command.enabled()));
    }
}
