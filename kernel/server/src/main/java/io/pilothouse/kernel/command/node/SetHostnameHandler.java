package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetHostname;
import java.util.Optional;

/** {@code set_hostname}: SIG(node)|ADMIN. */
public final class SetHostnameHandler implements Mutation<SetHostname> {
    @Override
    public CommandType<SetHostname, ?> type() {
        return SetHostname.TYPE;
    }

    @Override
    public Decision decide(SetHostname command, Context context) {
        Hostname hostname = parse(command.hostname());
        Node node = context.node(command.node());
        Principal actor = context.signedOrAdmin(node);
        if (hostname != null) {
            Optional<Node> holder = context.state().identityOf(hostname);
            if (holder.isPresent() && !holder.get().id().equals(node.id())) {
                throw new Refusal(Refusal.Code.CONFLICT, "hostname " + Quoted.text(hostname.text())
                        + " already in use by node " + holder.get().id());
            }
        }
        return Decision.reply(new SetHostname.Ok(node.id(), command.hostname()), actor)
                .change(new Change.NodePut(node.with(edit -> edit.hostname(hostname))))
                .event(changed(node, command.hostname()));
    }

    /** That a node has another name. */
    static AuditEvent changed(Node node, String name) {
        return AuditEvent.of("hostname.changed").and("node_id", node.id()).and("old_hostname", node.nameText())
                .and("new_hostname", name);
    }

    private static Hostname parse(String text) {
        try {
            return text.isEmpty() ? null : new Hostname(text);
        } catch (IllegalArgumentException invalid) {
            throw new Refusal(Refusal.Code.INVALID, "invalid hostname: " + invalid.getMessage());
        }
    }
}
