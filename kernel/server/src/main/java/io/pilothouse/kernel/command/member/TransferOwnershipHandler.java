package io.pilothouse.kernel.command.member;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.TransferOwnership;
import java.util.List;

/**
 * {@code transfer_ownership}: ROLE(owner), enterprise networks only. Afterwards there is one owner, also if an import
 * brought several.
 */
public final class TransferOwnershipHandler implements Mutation<TransferOwnership> {
    @Override
    public CommandType<TransferOwnership, ?> type() {
        return TransferOwnership.TYPE;
    }

    @Override
    public Decision decide(TransferOwnership command, Context context) {
        if (command.newOwner().none()) {
            throw new Refusal(Refusal.Code.INVALID, "new_owner_id is required");
        }
        Principal actor = context.role(command.network(), command.actor(), Role.OWNER);
        context.enterprise(command.network());
        List<Membership> owners = context.state().members(command.network())
                .filter(member -> member.role() == Role.OWNER).toList();
        if (owners.isEmpty()) {
            throw new Refusal(Refusal.Code.CONFLICT, "network " + command.network() + " has no owner");
        }
        if (owners.stream().anyMatch(owner -> owner.node().equals(command.newOwner()))) {
            throw new Refusal(Refusal.Code.CONFLICT, "node " + command.newOwner() + " is already the owner");
        }
        Membership successor = Members.withRole(context.state(), command.network(), command.newOwner());
        NodeId oldOwner = owners.getFirst().node();
        return Decision.reply(new TransferOwnership.Ok(command.network(), oldOwner, successor.node()), actor)
                .changes(owners.stream()
                        .<Change>map(owner -> new Change.MemberPut(owner.withRole(Role.ADMIN))).toList())
                .change(new Change.MemberPut(successor.withRole(Role.OWNER)))
                .event(Roles.transferred(oldOwner, successor));
    }
}
