package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.KickMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code kick_member}: ROLE(owner, admin), enterprise networks only. The member may be offline. With a cascade, those whom it
 * let in leave in the same mutation, each with an event that names the cause; also when it has left before.
 */
public final class KickMemberHandler implements Mutation<KickMember> {
    @Override
    public CommandType<KickMember, ?> type() {
        return KickMember.TYPE;
    }

    @Override
    public Decision decide(KickMember command, Context context) {
        if (command.network().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "cannot kick from the backbone network");
        }
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER, Role.ADMIN);
        context.enterprise(command.network());
        boolean told = !command.cascade().isEmpty() && !command.cascade().equals(KickMember.NONE);
        Optional<Membership> target = target(command, context.state(), told);
        boolean removing = command.cascade().equals(KickMember.REMOVE);
        if (told && !removing && !command.cascade().equals(KickMember.REPORT)) {
            throw new Refusal(Refusal.Code.INVALID, "invalid cascade " + Quoted.text(command.cascade())
                    + " (want none, report or remove)");
        }
        Optional<List<KickMember.Admitted>> admitted = told || command.dryRun()
                ? Optional.of(AdmittedBy.tree(context.state(), command.network(), command.target(), removing))
                : Optional.empty();
        Decision decision = Decision
                .reply(new KickMember.Ok(command.network(), command.target(), admitted, command.dryRun()), actor);
        return command.dryRun() ? decision : removed(decision, context, command, target, admitted.orElse(List.of()));
    }

    /** The member, or nobody where only those whom it let in are left. */
    private static Optional<Membership> target(KickMember command, StateView state, boolean told) {
        NetworkId network = command.network();
        if (told && state.membership(network, command.target()).isEmpty()
                && state.admittees(network, command.target()) > 0) {
            return Optional.empty();
        }
        Membership target = Members.any(state, network, command.target());
        if (target.role() == Role.OWNER) {
            throw new Refusal(Refusal.Code.CONFLICT, "cannot kick the network owner");
        }
        return Optional.of(target);
    }

    private static Decision removed(Decision decision, Context context, KickMember command,
            Optional<Membership> target, List<KickMember.Admitted> admitted) {
        List<NodeId> leaving = new ArrayList<>();
        Decision result = decision;
        if (target.isPresent()) {
            leaving.add(command.target());
            result = result.event(kicked(command.target(), command.network(), Roles.name(target.get())));
        }
        for (KickMember.Admitted victim : admitted) {
            if (victim.removed()) {
                leaving.add(victim.node());
                result = result.event(kicked(victim.node(), command.network(), victim.role())
                        .and("cause", command.target()).and("admitted_by", victim.admittedBy()));
            }
        }
        return result.changes(Departure.fromNetwork(context.state(), leaving, command.network()));
    }

    private static AuditEvent kicked(NodeId node, NetworkId network, String role) {
        return AuditEvent.of("member.kicked").and("target_node_id", node).and("network_id", network).and("role", role);
    }
}
