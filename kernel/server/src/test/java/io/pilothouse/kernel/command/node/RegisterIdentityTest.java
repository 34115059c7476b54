package io.pilothouse.kernel.command.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Registrations with an identity token: {@code commands-enterprise.md} 6.1. */
class RegisterIdentityTest {
    private final CommandBench bench = KernelBench.make();

    private static String key(int number) {
        return GoldenKey.of(number).publicKey().base64();
    }

    private static Integration provider(Integration.Kind kind, NetworkId scope, String url) {
        return new Integration(new Integration.Place(kind, scope, 0), "webhook", Map.of("url", url), Map.of(), scope,
                1);
    }

    private static final Integration WEBHOOK = provider(Integration.Kind.IDENTITY_WEBHOOK, NetworkId.BACKBONE, "w");
    private static final Integration PROVIDER = provider(Integration.Kind.IDENTITY_PROVIDER, NetworkId.BACKBONE, "p");

    private void commit(Change change) {
        bench.commit(Decision.reply(null, new Principal.Registry()).change(change));
    }

    private void everybodyIsKnown() {
        bench.identities(inquiry -> new IdentityEvidence.Verified(inquiry.provider(),
                inquiry.token() + "@" + inquiry.provider().url()));
    }

    private String identity(long node) {
        return bench.admin("get_identity", "node_id", node).message().text("external_id");
    }

    @Test
    void aVerifiedIdentityIsStoredAndTold() {
        commit(new Change.IntegrationPut(WEBHOOK));
        everybodyIsKnown();
        bench.send("register", "public_key", key(1), "identity_token", "ann", "owner", "team")
                .is("node_id", 1, "external_id", "ann@w", "network_id", 0, "address", "0:0000.0000.0001", "public_key",
                        key(1), "observed_addr", "", "protocol_version", 1);
        bench.admin("get_identity", "node_id", 1).is("node_id", 1, "external_id", "ann@w", "owner", "team");
        assertEquals(List.of(
                "identity.external_id_set{node_id=1, old_external_id=, new_external_id=ann@w}",
                "node.registered{node_id=1, mode=new_node}"), bench.events(2));
        bench.send("register", "public_key", key(1)).accepted();
        assertEquals("ann@w", identity(1));
        bench.send("register", "public_key", key(1), "identity_token", "ann").accepted();
        assertEquals(List.of("node.re_registered{node_id=1, mode=existing_identity}"), bench.events(1));
    }

    @Test
    void aBadNameDoesNotCostTheIdentity() {
        commit(new Change.IntegrationPut(WEBHOOK));
        everybodyIsKnown();
        assertEquals("ann@w", bench.send("register", "public_key", key(1), "identity_token", "ann", "hostname", "BAD")
                .accepted().message().text("external_id"));
        assertEquals("ann@w", identity(1));
    }

    @Test
    void theWebhookIsAskedBeforeTheProvider() {
        commit(new Change.IntegrationPut(PROVIDER));
        everybodyIsKnown();
        bench.send("register", "public_key", key(1), "identity_token", "ann").accepted();
        assertEquals("ann@p", identity(1));
        commit(new Change.IntegrationPut(WEBHOOK));
        bench.send("register", "public_key", key(1), "identity_token", "ann").accepted();
        assertEquals("ann@w", identity(1));
    }

    @Test
    void withoutATokenNobodyIsAsked() {
        commit(new Change.IntegrationPut(WEBHOOK));
        bench.identities(inquiry -> {
            throw new AssertionError("asked");
        });
        bench.send("register", "public_key", key(1)).accepted();
        bench.send("register", "public_key", key(1), "identity_token", "").accepted();
    }

    @Test
    void aNoLeavesNoTrace() {
        commit(new Change.IntegrationPut(WEBHOOK));
        bench.identities(inquiry -> new IdentityEvidence.Denied(Refusal.Code.UNAUTHENTICATED,
                "identity verification rejected: user not found"));
        bench.send("register", "public_key", key(1), "identity_token", "x")
                .refused("identity verification rejected: user not found");
        // Before the key is looked at.
        bench.send("register", "public_key", "AAAA", "identity_token", "x")
                .refused("identity verification rejected: user not found");
        bench.send("register", "public_key", key(2)).is("node_id", 1, "network_id", 0, "address",
                "0:0000.0000.0001", "public_key", key(2), "observed_addr", "", "protocol_version", 1);
    }

    @Test
    void theWordOfAnotherProviderDoesNotCount() {
        commit(new Change.IntegrationPut(WEBHOOK));
        bench.identities(inquiry -> new IdentityEvidence.Verified(PROVIDER, "ann"));
        bench.send("register", "public_key", key(1), "identity_token", "x")
                .refused("identity verification failed: the identity provider has changed, try again");
    }

    @Test
    void aNetworksProviderIsNotTheRegistrys() {
        commit(new Change.IntegrationPut(provider(Integration.Kind.IDENTITY_PROVIDER, NetworkId.of(7), "n")));
        everybodyIsKnown();
        bench.send("register", "public_key", key(1), "identity_token", "x").refused(
                "identity verification failed: no identity provider is configured for the whole registry");
        bench.send("register", "public_key", key(1)).accepted();
    }

    /** Keys are public, and everybody with an identity of his own can get a token. */
    @Test
    void nobodyPutsHisIdentityInThePlaceOfASigningNodes() {
        commit(new Change.IntegrationPut(WEBHOOK));
        everybodyIsKnown();
        bench.send("register", "public_key", key(1), "identity_token", "ann").accepted();
        bench.signed(1, "set_hostname", "node_id", 1, "hostname", "mine").accepted();
        bench.send("register", "public_key", key(1), "identity_token", "mallory")
                .refused("node 1: unsigned registration cannot change the external id");
        bench.send("register", "public_key", key(1), "identity_token", "ann").accepted();
        bench.signed(1, "register", "public_key", key(1), "identity_token", "bob").accepted();
        assertEquals("bob@w", identity(1));
    }

    private void hall() {
        commit(new Change.IntegrationPut(WEBHOOK));
        everybodyIsKnown();
        bench.register(1);
        bench.register(2);
        bench.admin("create_network", "node_id", 1, "name", "hall", "join_rule", "open", "enterprise", true)
                .accepted();
    }

    private void waits(String externalId, Role role) {
        commit(new Change.PreAssignmentsPut(NetworkId.of(1), List.of(new PreAssignment(externalId, role))));
    }

    /** That a node signs is forgotten with a restart; here nobody has signed yet. */
    @Test
    void nobodyPutsHisIdentityInThePlaceOfAMembers() {
        hall();
        bench.send("register", "public_key", key(2), "identity_token", "ann").accepted();
        waits("ann@w", Role.ADMIN);
        bench.admin("join_network", "node_id", 2, "network_id", 1).accepted();
        waits("mallory@w", Role.MEMBER);
        bench.send("register", "public_key", key(2), "identity_token", "mallory")
                .refused("node 2: unsigned registration cannot change the external id");
        assertEquals("ann@w admin", identity(2) + " " + role(2));
        bench.send("register", "public_key", key(2), "identity_token", "ANN").accepted();
        bench.admin("set_external_id", "node_id", 2, "external_id", "carl@w").accepted();
        assertEquals("carl@w admin", identity(2) + " " + role(2));
    }

    @Test
    void nobodyPutsHisIdentityInThePlaceOfOneForWhichARoleWaits() {
        hall();
        bench.send("register", "public_key", key(2), "identity_token", "ann").accepted();
        bench.send("register", "public_key", key(2), "identity_token", "bob").accepted();
        waits("BOB@w", Role.ADMIN);
        bench.send("register", "public_key", key(2), "identity_token", "mallory")
                .refused("node 2: unsigned registration cannot change the external id");
        bench.signed(2, "register", "public_key", key(2), "identity_token", "ann").accepted();
        assertEquals("ann@w", identity(2));
    }

    @Test
    void aFirstIdentityLowersNoRoleWithoutASignature() {
        hall();
        bench.admin("join_network", "node_id", 2, "network_id", 1).accepted();
        commit(new Change.MemberPut(bench.state().membership(NetworkId.of(1), NodeId.of(2)).orElseThrow()
                .withRole(Role.ADMIN)));
        waits("mallory@w", Role.MEMBER);
        bench.send("register", "public_key", key(2), "identity_token", "mallory").accepted();
        assertEquals("mallory@w admin", identity(2) + " " + role(2));
        waits("carl@w", Role.MEMBER);
        bench.signed(2, "register", "public_key", key(2), "identity_token", "carl").accepted();
        assertEquals("carl@w member", identity(2) + " " + role(2));
    }

    @Test
    void theRoleThatWaitsForAnIdentityIsTaken() {
        hall();
        bench.signed(2, "join_network", "node_id", 2, "network_id", 1).accepted();
        waits("ANN@w", Role.ADMIN);
        bench.send("register", "public_key", key(2), "identity_token", "bob").accepted();
        assertEquals("member", role(2));
        bench.signed(2, "register", "public_key", key(2), "identity_token", "ann").accepted();
        assertEquals("admin", role(2));
        assertEquals("member.role_preassigned", bench.events(1).getFirst().replaceAll("\\{.*", ""));
        assertEquals("owner", role(1));
    }

    private String role(long node) {
        return bench.admin("list_nodes", "network_id", 1).message().objects("nodes").stream()
                .filter(one -> one.whole("node_id") == node).findFirst().orElseThrow().text("role");
    }
}
