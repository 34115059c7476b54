package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.acceptance.harness.WireConnection.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Features 44 and 31: who an identity webhook says that a node is, and the role that waited for it. */
class TokenIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final Site site = new Site();

    private final TokenIssuer issuer = new TokenIssuer("");
    private int keys;

    @AfterEach
    void stop() {
        issuer.close();
        site.ok(admin("set_identity_webhook").put("url", ""));
    }

    private void configured() {
        site.ok(admin("set_identity_webhook").put("url", issuer.url()));
    }

    private ObjectNode register(String token) {
        return register(AgentKey.of(issuer.url() + keys++), token);
    }

    private static ObjectNode register(AgentKey key, String token) {
        return Commands.register(key).put("identity_token", token);
    }

    @Test
    void aVerifiedTokenBringsAnExternalId() {
        JsonNode ignored = site.ok(register("nobody-asks@example.net"));
        assertFalse(ignored.has("external_id"), "without a webhook a token means nothing");
        configured();
        JsonNode reply = site.ok(register("ann@example.net").put("owner", "team").put("hostname", "BAD name"));
        assertEquals("ann@example.net", reply.path("external_id").asText());
        assertTrue(reply.has("hostname_error"), "a bad name does not cost the identity");
        JsonNode identity = site.ok(admin("get_identity").put("node_id", reply.path("node_id").asLong()));
        assertEquals("ann@example.net", identity.path("external_id").asText());
        assertEquals("team", identity.path("owner").asText());
        assertEquals(List.of("ann@example.net"), List.copyOf(issuer.asked()));
        try (HttpDoor door = new HttpDoor(site.registry().http())) {
            String metrics = door.fetch("/metrics").body();
            assertTrue(metrics.contains("pilothouse_plugin_calls_total{instance=\"identity-webhook\",outcome=\"ok\"} "),
                    metrics);
            assertTrue(metrics.lines().anyMatch(line -> line.startsWith("pilot_idp_verifications_total ")
                    && !line.endsWith(" 0")), metrics);
        }
    }

    @Test
    void aTokenThatIsNotVerifiedRegistersNobody() {
        configured();
        AgentKey key = AgentKey.of("features/token/refused");
        site.refused("identity verification rejected: user not found", register(key, "unknown"));
        site.refused("identity verification rejected: token not verified", register(key, "stranger"));
        site.refused("parse identity response: invalid", register(key, "junk"));
        site.refused("identity webhook returned empty external_id", register(key, "nobody"));
        site.refused("identity webhook returned status 307", register(key, "moved"));
        site.refused("parse identity response: the answer has more than 4096 bytes", register(key, "huge"));
        assertEquals(6, issuer.asked().size(), "no redirect is followed, nothing is tried again");
        site.ok(admin("set_idp_config").put("idp_type", "webhook").put("url", "http://127.0.0.1:1/none"));
        site.refused("identity verification failed: 127.0.0.1:1 does not take connections", register(key, "a@b"));
        site.ok(admin("set_idp_config").put("idp_type", "").put("url", ""));
        assertFalse(site.ok(Commands.register(key)).has("external_id"));
        site.refused("invalid admin token", Site.command("set_identity_webhook").put("url", issuer.url()));
    }

    @Test
    void theRoleThatWaitedIsTakenAtRegistration() {
        configured();
        String name = site.newName();
        Party owner = site.node();
        AgentKey key = AgentKey.of("features/token/" + name);
        Party member = new Party(key, site.ok(Commands.register(key)).path("node_id").asLong());
        ObjectNode document = admin("provision_network").put("node_id", owner.node());
        document.putObject("blueprint").put("name", name).put("enterprise", true).putArray("roles").addObject()
                .put("external_id", "Chief@" + name).put("role", "admin");
        Group group = new Group(site.ok(document).path("network_id").asLong(), "", owner, List.of(member));
        site.ok(join(group, member));
        assertEquals("member", site.role(group, member));
        site.ok(register(key, "chief@" + name).put("signature",
                key.sign("register:127.0.0.1:4000:" + key.publicKey())));
        assertEquals("admin", site.role(group, member));
        assertTrue(site.audit(group.network()).stream().anyMatch(line -> line.startsWith("member.role_preassigned ")));
    }

    @Test
    void nobodyTakesAnothersRoleByAToken() {
        configured();
        String name = site.newName();
        Party owner = site.node();
        ObjectNode document = admin("provision_network").put("node_id", owner.node());
        document.putObject("blueprint").put("name", name).put("enterprise", true).putArray("roles").addObject()
                .put("external_id", "chief@" + name).put("role", "admin");
        AgentKey key = AgentKey.of("features/token/" + name);
        Party member = new Party(key, site.ok(register(key, "bob@" + name)).path("node_id").asLong());
        Group group = new Group(site.ok(document).path("network_id").asLong(), "", owner, List.of(member));
        site.ok(join(group, member));
        assertEquals("member", site.role(group, member));
        site.refused("identity verification rejected", register(key, "unknown"));
        site.refused("unsigned registration cannot change the external id", register(key, "chief@" + name));
        assertEquals("member", site.role(group, member));
    }

    @Test
    void bothSidesSignWithTheSharedSecret() {
        try (TokenIssuer signing = new TokenIssuer("s3cret")) {
            site.ok(admin("set_identity_webhook").put("url", signing.url()).put("secret", "s3cret"));
            assertEquals("ann@example.net", site.ok(register("ann@example.net")).path("external_id").asText());
        }
    }

    @Test
    void anAnswerWithoutTheSharedSecretIsNone() {
        configured();
        site.ok(admin("set_identity_webhook").put("url", issuer.url()).put("secret", "s3cret"));
        site.refused("identity webhook response missing X-Pilot-Signature-256 header", register("ann@example.net"));
        try (TokenIssuer signing = new TokenIssuer("s3cret")) {
            site.ok(admin("set_identity_webhook").put("url", signing.url()).put("secret", "other"));
            site.refused("identity webhook response signature mismatch", register("ann@example.net"));
            site.ok(admin("set_identity_webhook").put("url", signing.url()).put("secret", "s3cret"));
            signing.forge();
            site.refused("identity webhook response signature mismatch", register("ann@example.net"));
        }
    }

    /** A hundred registrations hang; everybody else is served as if nothing were. */
    @Test
    void aWebhookThatNeverAnswersStopsNobodyElse() {
        configured();
        Party calm = site.node();
        List<WireConnection> stuck = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                WireConnection connection = site.registry().connect();
                stuck.add(connection);
                connection.send(register("hang"));
                // Whoever has several things to ask gets the answers in order.
                connection.send(Site.command("beacon_list"));
            }
            Site.await("the webhook is asked", () -> issuer.asked().size() >= 64);
            long slowest = 0;
            for (int i = 0; i < 50; i++) {
                long began = System.nanoTime();
                site.ok(Commands.heartbeat(calm.key(), calm.node()));
                site.ok(Commands.register(AgentKey.of("features/token/calm/" + i)));
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            assertTrue(slowest < 2_000_000_000L, "the slowest took " + slowest / 1_000_000 + " ms");
            for (WireConnection connection : stuck) {
                assertTrue(text(connection).contains("identity verification failed: "));
                assertTrue(text(connection).contains("beacon_list_ok"));
            }
        } finally {
            stuck.forEach(WireConnection::close);
        }
    }

    private static String text(WireConnection connection) {
        return connection.read(PATIENCE) instanceof Answer.Frame frame ? WireConnection.body(frame).toString() : "";
    }

    @Test
    void ownNetworksAreNotConnectedToUnlessAllowed(@TempDir Path data) {
        try (Registry strict = Registry.start(RegistryOptions.in(data)); WireConnection connection = strict.connect()) {
            assertEquals("enabled", connection.call(admin("set_identity_webhook").put("url", issuer.url()))
                    .path("status").asText());
            String error = connection.call(register("ann@example.net")).path("error").asText();
            assertTrue(error.contains("is not connected to unless outbound-private-networks=allow"), error);
            assertTrue(issuer.asked().isEmpty());
        }
    }

    /** What is configured is asked again after a crash. */
    @Test
    void theWebhookSurvivesARestart(@TempDir Path data) {
        Registry first = Registry.start(RegistryOptions.in(data).with("outbound-private-networks", "allow"));
        try (WireConnection connection = first.connect()) {
            connection.call(admin("set_identity_webhook").put("url", issuer.url()));
        }
        first.kill();
        try (Registry again = first.again(); WireConnection connection = again.connect()) {
            assertEquals("ann@example.net",
                    connection.call(register("ann@example.net")).path("external_id").asText());
        }
    }
}
