package io.pilothouse.kernel.command.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Roles that wait for identities take effect wherever an identity meets a network ({@code blueprint.md} 10.7). */
class PreAssignmentTest {
    private static final NetworkId ACME = NetworkId.of(1);

    private static CommandBench bench(String rule) {
        CommandBench bench = PeopledBench.withNetwork(3, rule);
        bench.commit(Decision.reply(null, new Principal.Registry()).change(new Change.PreAssignmentsPut(ACME,
                List.of(new PreAssignment("Boss@x", Role.OWNER), new PreAssignment("ops@x", Role.ADMIN),
                        new PreAssignment("ops@x", Role.MEMBER)))));
        return bench;
    }

    private static Optional<Role> role(CommandBench bench, int node) {
        return bench.state().membership(ACME, NodeId.of(node)).flatMap(Membership::roleIfAny);
    }

    private static void externalId(CommandBench bench, int node, String id) {
        bench.admin("set_external_id", "node_id", node, "external_id", id).accepted();
    }

    @Test
    void atJoiningTheFirstThatFitsCounts() {
        CommandBench bench = bench("open");
        externalId(bench, 2, "OPS@X");
        PeopledBench.join(bench, 2, 3);
        assertEquals(Optional.of(Role.ADMIN), role(bench, 2));
        assertEquals(Optional.of(Role.MEMBER), role(bench, 3));
        assertEquals(List.of("network.joined{node_id=2, network_id=1}",
                "member.role_preassigned{network_id=1, node_id=2, external_id=OPS@X, old_role=member, new_role=admin}"),
                bench.events(3).reversed().stream().toList().subList(0, 2));
    }

    @Test
    void atAcceptingAnInvitation() {
        CommandBench bench = bench("invite");
        externalId(bench, 2, "ops@x");
        bench.signed(1, "invite_to_network", "network_id", 1, "inviter_id", 1, "target_node_id", 2).accepted();
        bench.signed(2, "respond_invite", "node_id", 2, "network_id", 1, "accept", true).accepted();
        assertEquals(Optional.of(Role.ADMIN), role(bench, 2));
    }

    @Test
    void atGettingAnExternalIdAndTheOwnerIsOne() {
        CommandBench bench = bench("open");
        PeopledBench.join(bench, 2, 3);
        externalId(bench, 3, "boss@X");
        assertEquals(Optional.of(Role.OWNER), role(bench, 3));
        assertEquals(Optional.of(Role.ADMIN), role(bench, 1));
        assertEquals(List.of(
                "identity.external_id_set{node_id=3, old_external_id=, new_external_id=boss@X}",
                "network.ownership_transferred{network_id=1, old_owner=1, new_owner=3, new_owner_old_role=member}",
                "member.role_preassigned{network_id=1, node_id=3, external_id=boss@X, old_role=member, new_role=owner}"),
                bench.events(3).reversed());
    }

    @Test
    void theOwnerIsNotDemotedByAList() {
        CommandBench bench = bench("open");
        externalId(bench, 1, "ops@x");
        assertEquals(Optional.of(Role.OWNER), role(bench, 1));
        externalId(bench, 1, "");
        assertEquals(Optional.of(Role.OWNER), role(bench, 1));
    }

    @Test
    void theyGoWithTheNetwork() {
        CommandBench bench = bench("open");
        bench.admin("delete_network", "network_id", 1).accepted();
        assertEquals(List.of(), bench.state().preAssignments(ACME));
    }
}
