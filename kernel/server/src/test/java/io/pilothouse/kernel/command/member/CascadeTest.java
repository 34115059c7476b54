package io.pilothouse.kernel.command.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.KickMember;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature N4: who was let in by a removed member can leave with it. */
class CascadeTest {
    private static final NetworkId ACME = NetworkId.of(1);

    private final CommandBench bench = PeopledBench.withNetwork(9, "invite");

    /** 1 lets 2 and 8 in; 2 lets 3 and 4 in; 3 lets 5 in; 5 lets 6 in; 1 lets 6 in again after it was removed. */
    @BeforeEach
    void people() {
        admit(1, 2);
        admit(1, 8);
        promote(2);
        admit(2, 3);
        admit(2, 4);
        promote(3);
        admit(3, 5);
        promote(5);
        admit(5, 6);
        bench.admin("kick_member", "network_id", 1, "target_node_id", 6).accepted();
        admit(1, 6);
        invite(5, 7);
    }

    private void invite(int inviter, int target) {
        bench.signed(inviter, "invite_to_network", "network_id", 1, "inviter_id", inviter, "target_node_id", target)
                .accepted();
    }

    private void admit(int inviter, int target) {
        invite(inviter, target);
        bench.signed(target, "respond_invite", "node_id", target, "network_id", 1, "accept", true).accepted();
    }

    private void depart(String way, int node) {
        switch (way) {
            case "leave" -> bench.signed(node, "leave_network", "node_id", node, "network_id", 1).accepted();
            case "kick" -> bench.admin("kick_member", "network_id", 1, "target_node_id", node).accepted();
            default -> bench.commit(Decision.reply(null, new Principal.Registry())
                    .changes(Departure.fromAllNetworks(bench.state(), NodeId.of(node))));
        }
    }

    private List<String> kept() {
        return bench.state().keptAdmissions(ACME).map(kept -> kept.node() + " by " + kept.admittedBy()).sorted()
                .toList();
    }

    private void promote(int node) {
        bench.admin("promote_member", "network_id", 1, "target_node_id", node).accepted();
    }

    private List<Long> members() {
        return bench.state().members(ACME).map(Membership::node).map(NodeId::value).toList();
    }

    private CommandBench.Answer kick(String cascade, boolean dryRun) {
        return bench.admin("kick_member", "network_id", 1, "target_node_id", 2, "cascade", cascade, "dry_run", dryRun);
    }

    private static List<?> tree(boolean removed) {
        return List.of(
                CommandBench.object("node_id", 3, "admitted_by", 2, "depth", 1, "role", "admin", "removed", removed),
                CommandBench.object("node_id", 4, "admitted_by", 2, "depth", 1, "role", "member", "removed", removed),
                CommandBench.object("node_id", 5, "admitted_by", 3, "depth", 2, "role", "admin", "removed", removed));
    }

    @Test
    void aDryRunPrintsTheTreeAndChangesNothing() {
        int records = bench.records().size();
        kick("remove", true).is("network_id", 1, "target_node_id", 2, "admitted", tree(true), "dry_run", true);
        kick("report", true).is("network_id", 1, "target_node_id", 2, "admitted", tree(false), "dry_run", true);
        assertEquals(records, bench.records().size());
        assertEquals(List.of(1L, 2L, 8L, 3L, 4L, 5L, 6L), members());
    }

    @Test
    void withoutACascadeTheOthersStay() {
        kick("", false).is("network_id", 1, "target_node_id", 2);
        assertEquals(List.of(1L, 8L, 3L, 4L, 5L, 6L), members());
    }

    @Test
    void reportedTheyStayToo() {
        kick("report", false).is("network_id", 1, "target_node_id", 2, "admitted", tree(false));
        assertEquals(List.of(1L, 8L, 3L, 4L, 5L, 6L), members());
    }

    @Test
    void removedTheyLeaveInOneRecordEachWithItsCause() {
        int records = bench.records().size();
        kick("remove", false).is("network_id", 1, "target_node_id", 2, "admitted", tree(true));
        assertEquals(List.of(1L, 8L, 6L), members(), "6 was let in again by somebody else");
        assertEquals(records + 1, bench.records().size());
        assertEquals(List.of("member.kicked{target_node_id=2, network_id=1, role=admin}",
                "member.kicked{target_node_id=3, network_id=1, role=admin, cause=2, admitted_by=2}",
                "member.kicked{target_node_id=4, network_id=1, role=member, cause=2, admitted_by=2}",
                "member.kicked{target_node_id=5, network_id=1, role=admin, cause=2, admitted_by=3}"),
                bench.events(4).reversed());
        assertEquals(List.of(), bench.state().invites(NodeId.of(7)).stream().map(Invite::inviter).toList(),
                "invitations of the removed are void");
    }

    @Test
    void theOwnerAndItsPeopleStay() {
        bench.admin("transfer_ownership", "network_id", 1, "new_owner_id", 3).accepted();
        kick("remove", false).accepted();
        assertEquals(List.of(1L, 8L, 3L, 5L, 6L), members());
    }

    /** However the one in between leaves, those who came by it are found. */
    @ParameterizedTest
    @ValueSource(strings = {"leave", "deregister", "kick"})
    void whoLeftStillLeadsToThoseWhoCameByIt(String way) {
        depart(way, 3);
        kick("remove", true).is("network_id", 1, "target_node_id", 2, "admitted", List.of(
                CommandBench.object("node_id", 4, "admitted_by", 2, "depth", 1, "role", "member", "removed", true),
                CommandBench.object("node_id", 3, "admitted_by", 2, "depth", 1, "removed", false, "departed", true),
                CommandBench.object("node_id", 5, "admitted_by", 3, "depth", 2, "role", "admin", "removed", true)),
                "dry_run", true);
        kick("remove", false).accepted();
        assertEquals(List.of(1L, 8L, 6L), members());
        assertEquals(List.of("member.kicked{target_node_id=2, network_id=1, role=admin}",
                "member.kicked{target_node_id=4, network_id=1, role=member, cause=2, admitted_by=2}",
                "member.kicked{target_node_id=5, network_id=1, role=admin, cause=2, admitted_by=3}"),
                bench.events(3).reversed());
        assertEquals(List.of(), kept());
    }

    @Test
    void whoLeftIsNoShelterForThoseWhomItLetIn() {
        depart("leave", 2);
        int records = bench.records().size();
        kick("", false).refused("node 2 is not a member of network 1");
        kick("remove", true).is("network_id", 1, "target_node_id", 2, "admitted", tree(true), "dry_run", true);
        assertEquals(records, bench.records().size());
        kick("report", false).is("network_id", 1, "target_node_id", 2, "admitted", tree(false));
        kick("remove", false).is("network_id", 1, "target_node_id", 2, "admitted", tree(true));
        assertEquals(List.of(1L, 8L, 6L), members());
        assertEquals(List.of("member.kicked{target_node_id=3, network_id=1, role=admin, cause=2, admitted_by=2}",
                "member.kicked{target_node_id=4, network_id=1, role=member, cause=2, admitted_by=2}",
                "member.kicked{target_node_id=5, network_id=1, role=admin, cause=2, admitted_by=3}"),
                bench.events(3).reversed());
        kick("remove", false).refused("node 2 is not a member of network 1");
        assertEquals(List.of(), kept());
    }

    /** What is kept ends with the last who hangs on it, so nobody fills the memory by coming and going. */
    @Test
    void onlyWhatLeadsToAMemberIsKept() {
        depart("leave", 3);
        depart("leave", 2);
        assertEquals(List.of("2 by 1", "3 by 2"), kept());
        depart("leave", 5);
        assertEquals(List.of("2 by 1"), kept(), "4 came by 2");
        depart("leave", 4);
        assertEquals(List.of(), kept());
        depart("leave", 8);
        assertEquals(List.of(), kept(), "8 let nobody in");
    }

    @Test
    void whoComesBackHangsOnTheLastWhoLetItIn() {
        depart("leave", 3);
        promote(8);
        admit(8, 3);
        assertEquals(List.of(), kept());
        kick("remove", false).accepted();
        assertEquals(List.of(1L, 8L, 5L, 6L, 3L), members());
        bench.admin("kick_member", "network_id", 1, "target_node_id", 8, "cascade", "remove").accepted();
        assertEquals(List.of(1L, 6L), members());
    }

    @Test
    void twoWhoLetInEachOtherByTurnsHaveATreeThatEnds() {
        depart("leave", 2);
        admit(3, 2);
        promote(2);
        depart("leave", 3);
        depart("leave", 2);
        kick("report", false).is("network_id", 1, "target_node_id", 2, "admitted", List.of(
                CommandBench.object("node_id", 4, "admitted_by", 2, "depth", 1, "role", "member", "removed", false),
                CommandBench.object("node_id", 3, "admitted_by", 2, "depth", 1, "removed", false, "departed", true),
                CommandBench.object("node_id", 5, "admitted_by", 3, "depth", 2, "role", "admin", "removed", false)));
        kick("remove", false).accepted();
        assertEquals(List.of(1L, 8L, 6L), members());
    }

    @Test
    void aNetworkTakesWhatIsKeptAlong() {
        depart("leave", 3);
        assertEquals(List.of("3 by 2"), kept());
        bench.admin("delete_network", "network_id", 1).accepted();
        assertEquals(List.of(), kept());
        assertEquals(0, bench.state().admittees(ACME, NodeId.of(3)));
    }

    @Test
    void theShortSignatureOfAKickIsNotGoodForACascade() {
        String plain = new KickMember(ACME, NodeId.of(2), NodeId.of(1)).signedText();
        bench.send("kick_member", "network_id", 1, "target_node_id", 2, "node_id", 1, "cascade", "remove", "signature",
                GoldenKey.of(1).sign(plain)).refused("signature verification failed");
        assertTrue(members().contains(2L));
        bench.signed(1, "kick_member", "network_id", 1, "target_node_id", 2, "node_id", 1, "cascade", "remove")
                .accepted();
        bench.admin("kick_member", "network_id", 1, "target_node_id", 8, "cascade", "all")
                .refused("invalid cascade \"all\" (want none, report or remove)");
    }
}
