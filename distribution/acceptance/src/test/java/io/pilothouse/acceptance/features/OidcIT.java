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
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Features 39 to 43 and 45, statements A4 to A6: tokens are verified by the keys that their issuer publishes. */
class OidcIT {
    @RegisterExtension
    static final Site site = new Site();

    private final KeyIssuer issuer = new KeyIssuer();
    private int keys;

    @AfterEach
    void stop() {
        issuer.close();
        site.ok(admin("set_idp_config").put("idp_type", "").put("url", ""));
    }

    private ObjectNode config(String url) {
        return admin("set_idp_config").put("idp_type", "oidc").put("url", url).put("issuer", issuer.name())
                .put("client_id", KeyIssuer.AUDIENCE);
    }

    private ObjectNode register(String token) {
        return Commands.register(AgentKey.of(issuer.keys() + keys++)).put("identity_token", token);
    }

    private static ObjectNode validate(String token) {
        return admin("validate_token").put("token", token);
    }

    /** The text of a token that was looked at and is not good. */
    private static String unverified(String token) {
        JsonNode reply = site.call(validate(token));
        assertEquals("validate_token_ok", reply.path("type").asText(), reply::toString);
        assertFalse(reply.path("verified").asBoolean(true), reply::toString);
        return reply.path("error").asText();
    }

    @Test
    void aTokenRegistersANodeAndBringsTheRoleThatWaited() {
        site.ok(config(issuer.keys()));
        String name = site.newName();
        Party owner = site.node();
        ObjectNode document = admin("provision_network").put("node_id", owner.node());
        document.putObject("blueprint").put("name", name).put("enterprise", true).putArray("roles").addObject()
                .put("external_id", "chief@" + name).put("role", "admin");
        long network = site.ok(document).path("network_id").asLong();
        AgentKey key = AgentKey.of("features/oidc/" + name);
        JsonNode reply = site.ok(Commands.register(key).put("identity_token",
                issuer.token(issuer.claims("chief@" + name))));
        assertEquals("chief@" + name, reply.path("external_id").asText());
        Party member = new Party(key, reply.path("node_id").asLong());
        Group group = new Group(network, "", owner, List.of(member));
        site.ok(join(group, member));
        assertEquals("admin", site.role(group, member));
        assertEquals("chief@" + name, site.ok(admin("get_identity").put("node_id", member.node()))
                .path("external_id").asText());
        assertEquals(1, issuer.fetched());
    }

    @Test
    void whatIsNotGoodRegistersNobody() {
        site.ok(config(issuer.keys()));
        String good = issuer.token(issuer.claims("ann"));
        long now = Instant.now().getEpochSecond();
        site.refused("audience mismatch: got [others], want \"bots\"",
                register(issuer.token(issuer.claims("ann", "others", now + 300))));
        site.refused("token expired at " + (now - 90),
                register(issuer.token(issuer.claims("ann", KeyIssuer.AUDIENCE, now - 90))));
        site.refused("issuer mismatch: got \"https://evil.example\"", register(
                issuer.token("{\"iss\":\"https://evil.example\",\"sub\":\"ann\",\"aud\":\"bots\"}")));
        site.refused("token names nobody", register(
                issuer.token("{\"iss\":\"" + issuer.name() + "\",\"aud\":\"bots\"}")));
        site.refused("JWKS: JWKS key \"other\" not found", register(issuer.token("other", issuer.claims("ann"))));
        site.refused("invalid RSA signature", register(good.substring(0, good.lastIndexOf('.') + 1)));
        site.refused("invalid token: invalid JWT: expected 3 parts, got 2", register("ann@example.net"));
        try (KeyIssuer stranger = new KeyIssuer()) {
            site.refused("invalid RSA signature", register(stranger.token(issuer.claims("ann"))));
        }
        assertFalse(site.ok(Commands.register(AgentKey.of("features/oidc/plain"))).has("external_id"));
        assertEquals("ann", site.ok(register(good)).path("external_id").asText());
    }

    @Test
    void aSharedSecretVerifiesWhatWasSignedWithIt() {
        site.ok(config(issuer.keys()));
        assertEquals("ann", site.ok(register(issuer.shared(issuer.claims("ann")))).path("external_id").asText());
        assertTrue(site.ok(validate(issuer.shared(issuer.claims("ann")))).path("verified").asBoolean());
    }

    @Test
    void aPublishedKeyIsNoSharedSecret() {
        site.ok(config(issuer.keys()));
        site.refused("key type mismatch: HS256 requires oct key, got RSA",
                register(issuer.confused(issuer.claims("ann"))));
        site.refused("unsupported JWT algorithm: none", register(issuer.unsigned(issuer.claims("ann"))));
        site.refused("key type mismatch: HS256 requires oct key, got RSA",
                validate(issuer.confused(issuer.claims("ann"))));
    }

    @Test
    void theOperatorLearnsWhetherATokenIsGood() {
        site.refused("no identity provider configured", validate(issuer.token(issuer.claims("ann"))));
        site.ok(config(issuer.keys()));
        JsonNode config = site.ok(admin("get_idp_config"));
        assertEquals("oidc " + issuer.keys() + " " + issuer.name() + " bots",
                config.path("idp_type").asText() + " " + config.path("url").asText() + " "
                        + config.path("issuer").asText() + " " + config.path("client_id").asText());
        JsonNode reply = site.ok(validate(issuer.token(issuer.claims("ann"))));
        assertTrue(reply.path("verified").asBoolean(), reply::toString);
        assertEquals("ann", reply.path("subject").asText());
        assertEquals(issuer.name(), reply.path("issuer").asText());
        site.refused("invalid admin token", Site.command("validate_token").put("token", "a.b.c"));
    }

    /** What was judged is told in a reply, what could not be judged is an error; an hour has a minute at both ends. */
    @Test
    void theOperatorLearnsWhatIsWrongWithAToken() {
        site.ok(config(issuer.keys()));
        long now = Instant.now().getEpochSecond();
        assertTrue(unverified(issuer.token(issuer.claims("ann", KeyIssuer.AUDIENCE, now - 75)))
                .startsWith("token expired at " + (now - 75) + " (now "));
        assertTrue(site.ok(validate(issuer.token(issuer.claims("ann", KeyIssuer.AUDIENCE, now - 30))))
                .path("verified").asBoolean());
        assertEquals("audience mismatch: got [x], want \"bots\"",
                unverified(issuer.token(issuer.claims("ann", "x", now + 60))));
        site.refused("invalid token: ", validate("nonsense"));
        site.refused("JWKS: JWKS key \"k\" not found", validate(issuer.token("k", issuer.claims("ann"))));
    }

    @Test
    void theIssuerChangesItsKeyAndNobodyRestarts() {
        site.ok(config(issuer.discovery()));
        String old = issuer.token(issuer.claims("ann"));
        assertEquals("ann", site.ok(register(old)).path("external_id").asText());
        issuer.rotate("key-2");
        assertEquals("bob", site.ok(register(issuer.token(issuer.claims("bob")))).path("external_id").asText());
        site.refused("JWKS: JWKS key \"key-1\" not found", register(old));
        assertEquals(2, issuer.fetched());
    }

    @Test
    void anIssuerThatIsDownCostsNobodyElseAnything() {
        site.ok(config(issuer.keys()));
        issuer.down(true);
        site.refused("JWKS: JWKS endpoint returned status 503", register(issuer.token(issuer.claims("ann"))));
        site.ok(Commands.register(AgentKey.of("features/oidc/calm")));
        issuer.down(false);
        assertEquals("ann", site.ok(register(issuer.token(issuer.claims("ann")))).path("external_id").asText());
        issuer.down(true);
        assertEquals("bob", site.ok(register(issuer.token(issuer.claims("bob")))).path("external_id").asText(),
                "by the keys that were fetched before");
    }

    /** Another issuer's document at the address lets nobody in, whatever its keys sign. */
    @Test
    void aDiscoveryDocumentIsOfTheConfiguredIssuer() {
        try (KeyIssuer stranger = new KeyIssuer()) {
            site.ok(config(stranger.discovery()));
            site.refused("JWKS: the discovery document is of issuer \"" + stranger.name() + "\", the configured one is",
                    register(stranger.token(issuer.claims("ann"))));
            assertEquals(0, stranger.fetched());
        }
    }

    @Test
    void theConfigurationSurvivesACrash(@TempDir Path data) {
        Registry first = Registry.start(RegistryOptions.in(data).with("outbound-private-networks", "allow")
                .with("identity.oidc.external-id", "email"));
        try (WireConnection connection = first.connect()) {
            assertEquals("enabled", connection.call(config(issuer.discovery())).path("status").asText());
        }
        first.kill();
        try (Registry again = first.again(); WireConnection connection = again.connect()) {
            String claims = issuer.claims("ann").replace("}", ",\"email\":\"ann@example.net\"}");
            assertEquals("ann@example.net",
                    connection.call(register(issuer.token(claims))).path("external_id").asText());
            assertEquals("oidc", connection.call(admin("get_idp_config")).path("idp_type").asText());
            assertTrue(connection.call(register(issuer.token(issuer.claims("ann")))).path("error").asText()
                    .contains("token names nobody: it has no claim email"));
        }
    }

    /** What R1 does with every type of provider, where an operator wants it. */
    @Test
    void registrationsMayGoToTheProvidersUrlAsInR1(@TempDir Path data) {
        try (Registry r1 = Registry.start(RegistryOptions.in(data).with("outbound-private-networks", "allow")
                .with("identity-registration", "webhook"));
                WireConnection connection = r1.connect();
                TokenIssuer webhook = new TokenIssuer("")) {
            connection.call(config(webhook.url()));
            assertEquals("ann@example.net",
                    connection.call(register("ann@example.net")).path("external_id").asText());
            connection.call(config(issuer.keys()));
            assertTrue(connection.call(validate(issuer.token(issuer.claims("ann")))).path("verified").asBoolean(),
                    "tokens are validated by keys all the same");
        }
    }
}
