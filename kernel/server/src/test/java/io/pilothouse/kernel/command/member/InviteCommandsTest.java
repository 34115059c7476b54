package io.pilothouse.kernel.command.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InviteCommandsTest {
    private final CommandBench bench = PeopledBench.withNetwork(4, "invite");

    private CommandBench.Answer invite(int inviter, int target) {
        return bench.signed(inviter, "invite_to_network", "network_id", 1, "inviter_id", inviter, "target_node_id",
                target);
    }

    private CommandBench.Answer respond(int node, boolean accept) {
        return bench.signed(node, "respond_invite", "node_id", node, "network_id", 1, "accept", accept);
    }

    private CommandBench.Answer poll(int node) {
        return bench.signed(node, "poll_invites", "node_id", node);
    }

    private static List<?> invites(CommandBench.Answer answer) {
        return (List<?>) answer.accepted().message().value("invites").orElseThrow();
    }

    @Test
    void invitedNodeBecomesMemberAndTheInviterIsRemembered() {
        invite(1, 2).is("network_id", 1, "target_node_id", 2);
        invite(1, 2).is("network_id", 1, "target_node_id", 2, "status", "already_invited");
        assertEquals(1, invites(poll(2)).size());
        respond(2, true).is("accepted", true, "network_id", 1);
        assertEquals(NodeId.of(1),
                bench.state().membership(NetworkId.of(1), NodeId.of(2)).orElseThrow().admittedBy());
        assertEquals(List.of("network.joined{node_id=2, network_id=1}",
                "invite.responded{node_id=2, network_id=1, accepted=true}"), bench.events(2));
        respond(2, true).refused("no pending invite for node 2 to network 1");
        invite(1, 2).refused("node 2 is already a member of network 1");
        invite(2, 3).refused("rbac: inviter 2 has role \"member\", requires owner or admin");
    }

    @Test
    void invitingNeedsProofAndARole() {
        bench.send("invite_to_network", "network_id", 1, "inviter_id", 1, "target_node_id", 2)
                .refused("signature required for authenticated node");
        bench.send("invite_to_network", "network_id", 1, "inviter_id", 3, "target_node_id", 2, "admin_token",
                "acme-adm").refused("signature required for authenticated node");
        invite(3, 2).refused("inviter 3 is not a member of network 1");
        invite(1, 1).refused("cannot invite yourself");
        invite(9, 2).refused("inviter node 9: node not found");
        invite(1, 9).refused("target node 9: node not found");
        bench.admin("invite_to_network", "network_id", 1, "inviter_id", 3, "target_node_id", 2).accepted();
    }

    @Test
    void onlyInviteOnlyEnterpriseNetworksInvite() {
        bench.admin("create_network", "node_id", 1, "name", "open").accepted();
        bench.admin("create_network", "node_id", 1, "name", "open-ent", "enterprise", true).accepted();
        bench.signed(1, "invite_to_network", "network_id", 2, "inviter_id", 1, "target_node_id", 2)
                .refused("enterprise feature: requires enterprise network");
        bench.signed(1, "invite_to_network", "network_id", 3, "inviter_id", 1, "target_node_id", 2)
                .refused("network 3 is not invite-only (rule: open)");
    }

    @Test
    void missingAnswerIsRefusedAndTheInvitationStays() {
        invite(1, 2).accepted();
        bench.signed(2, "respond_invite", "node_id", 2, "network_id", 1).refused("accept field is required");
        assertEquals(1, invites(poll(2)).size());
        respond(2, false).is("accepted", false, "network_id", 1);
        assertEquals(0, invites(poll(2)).size());
    }

    @Test
    void pollingNeedsTheNodesOwnSignatureAndCostsNoRecord() {
        bench.admin("poll_invites", "node_id", 2).refused("signature required for authenticated node");
        bench.signed(3, "poll_invites", "node_id", 2).refused("signature verification failed");
        invite(1, 2).accepted();
        int records = bench.records().size();
        assertEquals(1, invites(poll(2)).size());
        assertEquals(records, bench.records().size());
    }

    @Test
    void invitationHoldsThirtyDaysAndNotAMomentLonger() {
        invite(1, 2).accepted();
        bench.pass(Duration.ofDays(30));
        assertEquals(1, invites(poll(2)).size());
        bench.pass(Duration.ofMillis(1));
        respond(2, true).refused("invite for node 2 to network 1 has expired");
        invite(1, 2).is("network_id", 1, "target_node_id", 2);
        bench.pass(Duration.ofDays(31));
        assertEquals(0, invites(poll(2)).size());
        assertEquals(List.of("invite.expired_cleanup{node_id=2, expired_count=1}"), bench.events(1));
    }

    @Test
    void expiredInvitationsDoNotFillTheInbox() {
        List<Invite> full = IntStream.rangeClosed(2, 101)
                .mapToObj(network -> new Invite(NetworkId.of(network), NodeId.of(1), bench.now())).toList();
        bench.commit(Decision.reply(null, new Principal.Registry())
                .change(new Change.InvitesPut(NodeId.of(2), full)));
        invite(1, 2).refused("invite inbox full for node 2");
        bench.pass(Duration.ofDays(31));
        invite(1, 2).accepted();
        assertEquals(1, bench.state().invites(NodeId.of(2)).size());
    }

    @Test
    void fullNetworkKeepsTheInvitationForLater() {
        invite(1, 2).accepted();
        bench.admin("set_network_policy", "network_id", 1, "max_members", 1).accepted();
        respond(2, true).refused("network membership limit reached");
        bench.admin("set_network_policy", "network_id", 1, "max_members", 2).accepted();
        respond(2, true).accepted();
    }

    @Test
    void invitationsGoWithTheNetworkAndWithWhoSentThem() {
        bench.signed(1, "invite_to_network", "network_id", 1, "inviter_id", 1, "target_node_id", 2).accepted();
        respond(2, true).accepted();
        bench.admin("promote_member", "network_id", 1, "target_node_id", 2).accepted();
        invite(2, 3).accepted();
        invite(1, 4).accepted();
        bench.signed(2, "leave_network", "node_id", 2, "network_id", 1).accepted();
        assertEquals(0, invites(poll(3)).size());
        assertEquals(1, invites(poll(4)).size());
        bench.admin("delete_network", "network_id", 1).accepted();
        assertEquals(0, invites(poll(4)).size());
        assertEquals(0, bench.state().pendingInvites());
    }

    @Test
    void departureFromAllNetworksTakesBothKindsOfInvitationsAndTellsOfLostOwners() {
        invite(1, 2).accepted();
        respond(2, true).accepted();
        invite(1, 3).accepted();
        assertEquals(1, Departure.ownersLost(bench.state(), NodeId.of(1)).size());
        assertEquals(0, Departure.ownersLost(bench.state(), NodeId.of(2)).size());
        bench.commit(Decision.reply(null, new Principal.Registry())
                .changes(Departure.fromAllNetworks(bench.state(), NodeId.of(1))));
        assertEquals(0, bench.state().pendingInvites());
        assertEquals(List.of(NetworkId.BACKBONE), bench.state().networksOf(NodeId.of(1)));
    }
}
