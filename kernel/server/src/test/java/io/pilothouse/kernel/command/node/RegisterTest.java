package io.pilothouse.kernel.command.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private final CommandBench bench = KernelBench.make();

    private static String key(int number) {
        return GoldenKey.of(number).publicKey().base64();
    }

    private JsonObject lookup(long node) {
        return bench.send("lookup", "node_id", node).accepted().message();
    }

    @Test
    void refusesWhatIsNoKey() {
        bench.send("register").refused("registration requires public_key");
        bench.send("register", "public_key", "AAAA").refused("invalid public key: invalid public key size: 3");
        bench.send("register", "public_key", "!!!")
                .refused("invalid public key: decode public key: illegal base64 data at input byte 0");
        bench.send("register", "public_key", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .refused("invalid public key: no point of the curve, or one of low order");
    }

    @Test
    void answersWithTheSourceAddressAndThePortThatWasNamed() {
        bench.from("198.51.100.7", 50123);
        bench.send("register", "public_key", key(1), "listen_addr", "203.0.113.9:4000").is("node_id", 1, "network_id",
                0,
                "address", "0:0000.0000.0001", "public_key", key(1), "observed_addr", "198.51.100.7:4000",
                "protocol_version", 1);
        assertEquals(List.of("node.registered{node_id=1, mode=new_node}"), bench.events(1));
    }

    @Test
    void aTokenThatNobodyCanVerifyIsNotTakenForVerified() {
        bench.send("register", "public_key", key(1), "identity_token", "x").accepted();
        bench.commit(Decision.reply(null, new Principal.Registry()).change(new Change.IntegrationPut(
                new Integration(Integration.Place.global(Integration.Kind.IDENTITY_PROVIDER), "oidc", Map.of(),
                        Map.of(),
                        NetworkId.BACKBONE, 1))));
        bench.send("register", "public_key", key(2), "identity_token", "x")
                .refused("identity verification failed: the identity provider was not asked, try again");
        bench.send("register", "public_key", key(2)).accepted();
    }

    @Test
    void givesOneOwnerAsManyIdsAsHeHasKeys() {
        bench.send("register", "public_key", key(1), "owner", "o@example.org").accepted();
        assertEquals(2, bench.send("register", "public_key", key(2), "owner", "o@example.org").message()
                .whole("node_id"));
        assertEquals(key(1), lookup(1).text("public_key"));
    }

    @Test
    void knowsAKeyInEverySpelling() {
        bench.register(1);
        String spelled = key(1).substring(0, 20) + "\r\n" + key(1).substring(20);
        assertEquals(1, bench.send("register", "public_key", spelled).message().whole("node_id"));
    }

    @Test
    void keepsTheFirstOwner() {
        bench.register(1);
        bench.send("register", "public_key", key(1), "owner", "q@example.org").accepted();
        bench.send("register", "public_key", key(1), "owner", "z@example.org").accepted();
        bench.admin("get_identity", "node_id", 1).is("node_id", 1, "external_id", "", "owner", "q@example.org");
        bench.send("register", "public_key", key(1), "owner", "x".repeat(321))
                .refused("owner too long (max 320 bytes)");
    }

    @Test
    void succeedsWithoutABadName() {
        bench.send("register", "public_key", key(1), "hostname", "alpha").accepted();
        JsonObject taken = bench.send("register", "public_key", key(2), "hostname", "alpha").accepted().message();
        assertEquals("hostname \"alpha\" already in use", taken.text("hostname_error"));
        JsonObject bad = bench.send("register", "public_key", key(2), "hostname", "-a").accepted().message();
        assertEquals("hostname must be lowercase alphanumeric with hyphens, start/end with alphanumeric",
                bad.text("hostname_error"));
        assertEquals("alpha", bench.send("register", "public_key", key(1), "hostname", "alpha").message()
                .text("hostname"));
    }

    @Test
    void doesNotRenameANodeThatSignsWithoutItsSignature() {
        bench.register(1);
        bench.signed(1, "set_hostname", "node_id", 1, "hostname", "mine").accepted();
        JsonObject reply = bench.send("register", "public_key", key(1), "hostname", "yours").accepted().message();
        assertEquals("hostname cannot be changed by an unsigned registration", reply.text("hostname_error"));
        assertEquals("mine", lookup(1).text("hostname"));
        bench.signed(1, "register", "public_key", key(1), "hostname", "changed").accepted();
        assertEquals("changed", lookup(1).text("hostname"));
    }

    @Test
    void tellsOfANameThatAKnownNodeGetsByRegistering() {
        bench.send("register", "public_key", key(1), "hostname", "alpha").accepted();
        assertEquals(List.of("node.registered{node_id=1, mode=new_node}"), bench.events(9), "new with its name");
        bench.send("register", "public_key", key(1), "hostname", "beta").accepted();
        assertEquals(List.of("hostname.changed{node_id=1, old_hostname=alpha, new_hostname=beta}",
                "node.re_registered{node_id=1, mode=existing_identity}"), bench.events(2));
        bench.send("register", "public_key", key(1), "hostname", "beta").accepted();
        bench.send("register", "public_key", key(1)).accepted();
        bench.send("register", "public_key", key(1), "hostname", "-").accepted();
        assertEquals(List.of("node.re_registered{node_id=1, mode=existing_identity}"), bench.events(1));
        assertEquals("beta", lookup(1).text("hostname"));
    }

    @Test
    void neverGoesBackToUnsignedRegistrations() {
        bench.signed(1, "register", "public_key", key(1)).accepted();
        bench.send("register", "public_key", key(1), "listen_addr", "x:9")
                .refused("node 1: unsigned registration cannot modify a signature-verified key");
        bench.admin("deregister", "node_id", 1).accepted();
        bench.send("register", "public_key", key(1))
                .refused("node 1: unsigned registration cannot modify a signature-verified key");
        assertEquals(1, bench.signed(1, "register", "public_key", key(1)).message().whole("node_id"));
    }

    @Test
    void checksASignatureThatIsThere() {
        bench.signed(2, "register", "public_key", key(1)).refused("registration: signature verification failed");
        bench.send("register", "public_key", key(1), "signature", "*")
                .refused("registration: invalid signature encoding");
        CommandBench strict = KernelBench
                .with(KernelPolicy.DEFAULT.withUnsigned(KernelPolicy.UnsignedRegistration.REFUSE));
        strict.send("register", "public_key", key(1)).refused("registration: signature required");
        strict.signed(1, "register", "public_key", key(1)).accepted();
    }

    @Test
    void dropsWhatIsNoAddressAndNoVersion() {
        bench.send("register", "public_key", key(1), "version", "v1.9.0", "lan_addrs",
                List.of("10.0.0.1:4000", "junk", "10.1:4", "[fe80::1%eth0]:5", "host:4"), "endpoints",
                List.of(CommandBench.object("network", "tcp", "addr", "h.example:443"),
                        CommandBench.object("network", "ws", "addr", "anything"),
                        CommandBench.object("network", "<b>", "addr", "h:1")))
                .accepted();
        bench.signed(1, "set_visibility", "node_id", 1, "public", true).accepted();
        bench.send("register", "public_key", key(1), "version", "<script>").accepted();
        assertEquals("v1.9.0", lookup(1).text("version"));
        bench.send("register", "public_key", key(1), "lan_addrs", Collections.nCopies(40, "10.0.0.1:4"), "endpoints",
                List.of(CommandBench.object("network", "tcp", "addr", "h.example:443"))).accepted();
        JsonObject resolved = bench.signed(1, "resolve", "node_id", 1, "requester_id", 1).accepted().message();
        assertEquals(16, resolved.texts("lan_addrs").size());
        assertEquals(1, resolved.objects("endpoints").size());
    }

    @Test
    void showsTheBeaconOfARelayedNode() {
        bench.send("register", "public_key", key(1), "listen_addr", "h:4000", "relay_only", true, "lan_addrs",
                List.of("10.0.0.1:4000")).accepted();
        bench.register(2);
        bench.signed(1, "set_visibility", "node_id", 1, "public", true).accepted();
        assertEquals("", lookup(1).text("real_addr"));
        bench.send("beacon_register", "beacon_id", 3, "addr", "beacon.example:9001").accepted();
        JsonObject resolved = bench.signed(2, "resolve", "node_id", 1, "requester_id", 2).accepted().message();
        assertEquals("beacon.example:9001", resolved.text("real_addr"));
        assertFalse(resolved.has("lan_addrs"));
    }

    @Test
    void counts() {
        CommandBench small = KernelBench.with(KernelPolicy.DEFAULT.withMaxNodes(2));
        small.register(1);
        small.register(2);
        small.send("register", "public_key", key(3)).refused("registry full");
        assertEquals(2, small.register(2));
        small.admin("deregister", "node_id", 1).accepted();
        assertEquals(3, small.register(3));
        assertEquals(1, small.register(1), "a known key always comes back");
    }

    @Test
    void keepsAnExpiryOverGoodByeAndReturn() {
        bench.register(1);
        bench.admin("create_network", "node_id", 1, "name", "e", "enterprise", true).accepted();
        bench.signed(1, "set_key_expiry", "node_id", 1, "expires_at", "2027-01-15T09:00:00Z").accepted();
        bench.signed(1, "deregister", "node_id", 1).accepted();
        bench.pass(Duration.ofDays(2));
        bench.send("register", "public_key", key(1)).refused("node 1: key expired at 2027-01-15T09:00:00Z");
        assertFalse(bench.state().identity(NodeId.of(1)).orElseThrow().live());
    }
}
