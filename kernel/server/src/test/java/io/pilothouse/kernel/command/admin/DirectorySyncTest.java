package io.pilothouse.kernel.command.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectorySyncTest {
    private static final NetworkId ACME = NetworkId.of(1);

    private final CommandBench bench = PeopledBench.withNetwork(4, "open");

    @BeforeEach
    void people() {
        PeopledBench.join(bench, 2, 3, 4);
        for (int node = 1; node <= 3; node++) {
            bench.admin("set_external_id", "node_id", node, "external_id", "U" + node + "@x").accepted();
        }
    }

    private static JsonObject entry(String id, Object... more) {
        JsonObject entry = CommandBench.object(more);
        return entry.put("external_id", id);
    }

    private CommandBench.Answer sync(boolean remove, Object... entries) {
        return bench.admin("directory_sync", "network_id", 1, "entries", List.of(entries), "remove_unlisted", remove);
    }

    private Optional<Role> role(int node) {
        return bench.state().membership(ACME, NodeId.of(node)).flatMap(Membership::roleIfAny);
    }

    @Test
    void rolesNamesAndWaitingRolesFollowTheList() {
        sync(false, entry("u2@X", "role", "admin", "display_name", "bot-two"), entry("new@x", "role", "admin"),
                entry("NEW@x", "role", "member"), entry("u3@x"), entry("", "role", "admin"))
                .is("updated", 1, "disabled", 0, "mapped", 2, "unmapped", 2, "actions",
                        List.of("role u2@X: member \u2192 admin (node 2)"));
        assertEquals(Optional.of(Role.ADMIN), role(2));
        assertEquals(List.of(new PreAssignment("new@x", Role.ADMIN)), bench.state().preAssignments(ACME));
        assertEquals("bot-two", bench.state().identity(NodeId.of(2)).orElseThrow().nameText());
        assertEquals("directory.synced{network_id=1, mapped=2, updated=1, disabled=0, unmapped=2}",
                bench.events(1).getFirst());
        assertEquals(1, bench.admin("directory_status", "network_id", 1).message().whole("pre_assignments"));
    }

    @Test
    void theDisabledAndTheUnlistedLeave() {
        Node third = bench.state().identity(NodeId.of(3)).orElseThrow();
        PeopledBench.put(bench, third.with(edit -> edit.standing(Standing.REAPED)));
        sync(true, entry("u1@x", "role", "owner"), entry("u2@x", "disabled", true, "role", "admin"),
                entry("late@x", "disabled", true, "role", "owner"))
                .is("updated", 0, "disabled", 2, "mapped", 2, "unmapped", 1, "actions",
                        List.of("disabled u2@x (node 2)", "removed unlisted U3@x (node 3)"));
        assertEquals(Optional.empty(), role(2));
        assertEquals(Optional.empty(), role(3), "offline members are seen");
        assertEquals(Optional.of(Role.MEMBER), role(4), "who has no external id is not touched");
        assertEquals(List.of(), bench.state().preAssignments(ACME), "no role waits for the disabled");
    }

    @Test
    void aNetworkKeepsItsOwnerUntilTheListNamesAnother() {
        sync(false, entry("u1@x", "disabled", true)).is("updated", 0, "disabled", 0, "mapped", 1, "unmapped", 0,
                "actions", List.of("kept owner U1@x (node 1): the list names no other owner"));
        sync(false, entry("u1@x", "role", "member")).is("updated", 0, "disabled", 0, "mapped", 1, "unmapped", 0,
                "actions", List.of("kept u1@x owner (node 1): a network has one owner"));
        assertEquals(Optional.of(Role.OWNER), role(1));
        sync(false, entry("u1@x", "disabled", true), entry("u2@x", "role", "owner"), entry("u3@x", "role", "owner"))
                .is("updated", 1, "disabled", 1, "mapped", 3, "unmapped", 0, "actions",
                        List.of("disabled u1@x (node 1)", "role u2@x: member \u2192 owner (node 2)",
                                "kept u3@x member (node 3): a network has one owner"));
        assertEquals(List.of(Role.OWNER, Role.MEMBER, Role.MEMBER),
                bench.state().members(ACME).map(Membership::role).toList());
        assertEquals(Optional.empty(), role(1));
    }

    @Test
    void whoIsAlsoDisabledTakesNothingOver() {
        sync(false, entry("u2@x", "disabled", true), entry("u2@x", "role", "owner")).accepted();
        assertEquals(Optional.of(Role.OWNER), role(1));
        assertEquals(Optional.empty(), role(2));
    }

    /** One person may run several nodes: what the list says of the person is true of each. */
    @Test
    void anEntryIsForAllNodesOfItsPerson() {
        bench.admin("set_external_id", "node_id", 2, "external_id", "Ann@x").accepted();
        bench.admin("set_external_id", "node_id", 3, "external_id", "ann@x").accepted();
        sync(false, entry("ann@X", "role", "admin")).is("updated", 2, "disabled", 0, "mapped", 1, "unmapped", 0,
                "actions", List.of("role ann@X: member \u2192 admin (node 2)",
                        "role ann@X: member \u2192 admin (node 3)"));
        sync(false, entry("ann@x", "disabled", true)).is("updated", 0, "disabled", 2, "mapped", 1, "unmapped", 0,
                "actions", List.of("disabled ann@x (node 2)", "disabled ann@x (node 3)"));
        assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(role(2), role(3)));
        assertEquals(List.of("directory.synced{network_id=1, mapped=1, updated=0, disabled=2, unmapped=0}",
                "directory.member_disabled{network_id=1, target_node_id=3, external_id=ann@x, role=admin}",
                "directory.member_disabled{network_id=1, target_node_id=2, external_id=Ann@x, role=admin}"),
                bench.events(3));
    }

    @Test
    void onlyOneNodeOfAPersonOwnsTheNetworkAndStaysIt() {
        bench.admin("set_external_id", "node_id", 2, "external_id", "ann@x").accepted();
        bench.admin("set_external_id", "node_id", 3, "external_id", "ann@x").accepted();
        sync(false, entry("ann@x", "role", "owner")).is("updated", 1, "disabled", 0, "mapped", 1, "unmapped", 0,
                "actions", List.of("role ann@x: member \u2192 owner (node 2)",
                        "kept ann@x member (node 3): a network has one owner"));
        bench.admin("transfer_ownership", "network_id", 1, "new_owner_id", 3).accepted();
        sync(false, entry("ann@x", "role", "owner")).accepted();
        assertEquals(List.of(Optional.of(Role.ADMIN), Optional.of(Role.ADMIN), Optional.of(Role.OWNER)),
                List.of(role(1), role(2), role(3)));
        sync(false, entry("ann@x", "disabled", true)).is("updated", 0, "disabled", 1, "mapped", 1, "unmapped", 0,
                "actions", List.of("disabled ann@x (node 2)",
                        "kept owner ann@x (node 3): the list names no other owner"));
    }

    /** The network is open: whoever was taken out may come back, but not to the role that the list once gave. */
    @Test
    void whoIsTakenOutHasNoRoleWaitingForTheReturn() {
        bench.admin("set_external_id", "node_id", 4, "external_id", "u9@x").accepted();
        bench.signed(4, "leave_network", "node_id", 4, "network_id", 1).accepted();
        for (boolean unlisted : List.of(false, true)) {
            sync(false, entry("u9@x", "role", "admin")).accepted();
            PeopledBench.join(bench, 4);
            assertEquals(Optional.of(Role.ADMIN), role(4));
            if (unlisted) {
                sync(true, entry("u1@x"), entry("u2@x"), entry("u3@x")).accepted();
            } else {
                sync(false, entry("U9@x", "disabled", true)).accepted();
            }
            assertEquals(Optional.empty(), role(4));
            PeopledBench.join(bench, 4);
            assertEquals(Optional.of(Role.MEMBER), role(4));
            bench.signed(4, "leave_network", "node_id", 4, "network_id", 1).accepted();
        }
    }

    @Test
    void noRoleWaitsForWhomTheListDoesNotWant() {
        sync(false, entry("gone@x", "role", "admin"), entry("kept@x", "role", "admin")).accepted();
        sync(true, entry("u1@x"), entry("u2@x"), entry("u3@x"), entry("KEPT@x")).accepted();
        assertEquals(List.of(new PreAssignment("kept@x", Role.ADMIN)), bench.state().preAssignments(ACME));
        sync(false, entry("kept@x", "disabled", true), entry("kept@x", "role", "admin")).accepted();
        assertEquals(List.of(), bench.state().preAssignments(ACME), "wherever in the list it is disabled");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        int records = bench.records().size();
        sync(true, entry("", "role", "admin"))
                .refused("remove_unlisted is refused: no entry has an external_id, so every"
                        + " member with one would be removed");
        bench.admin("directory_sync", "network_id", 1).refused("entries array is required");
        bench.admin("directory_sync", "entries", List.of(entry("a"))).refused("network_id is required");
        bench.admin("directory_sync", "network_id", 7, "entries", List.of(entry("a"))).refused("network 7 not found");
        bench.admin("set_network_enterprise", "network_id", 1, "enterprise", false).accepted();
        sync(false, entry("u2@x", "role", "admin")).refused("directory sync requires enterprise network");
        assertEquals(records + 1, bench.records().size());
    }
}
