package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.signed;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 51 to 53: the life of a key. */
class KeysIT {
    @RegisterExtension
    static final Site site = new Site();

    private static ObjectNode rotate(Party node, AgentKey next) {
        return signed(command("rotate_key").put("node_id", node.node()).put("new_public_key", next.publicKey()), node,
                "rotate:" + node.node() + ":" + next.publicKey());
    }

    private static ObjectNode expire(Party node, String time) {
        return signed(command("set_key_expiry").put("node_id", node.node()).put("expires_at", time), node,
                "set_key_expiry:" + node.node());
    }

    private static String in(long amount, ChronoUnit unit) {
        return Instant.now().plus(amount, unit).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode info(Party node) {
        return site.ok(command("get_key_info").put("node_id", node.node()));
    }

    @Test
    void aNewKeyTakesTheOldOnesPlace() {
        Party node = site.node();
        Party rotated = new Party(AgentKey.of("features/keys/rotated"), node.node());
        site.ok(rotate(node, rotated.key()));
        assertEquals(1, info(node).path("rotate_count").asInt());
        assertEquals(rotated.key().publicKey(), site.ok(Commands.lookup(node.node())).path("public_key").asText());
        site.ok(Commands.heartbeat(rotated.key(), node.node()));
        assertEquals(node.node(), site.ok(Commands.register(rotated.key())).path("node_id").asLong());
    }

    @Test
    void rotationsThatAreRefused() {
        Party node = site.node();
        Party other = site.node();
        AgentKey next = AgentKey.of("features/keys/next");
        site.refused("rotate_key requires a valid signature", admin("rotate_key").put("node_id", node.node())
                .put("new_public_key", next.publicKey()));
        site.refused("signature verification failed", signed(rotate(node, next), node, "rotate:" + node.node()));
        site.refused("signature verification failed",
                signed(rotate(node, next), other, "rotate:" + node.node() + ":" + next.publicKey()));
        site.refused("signature verification failed",
                rotate(node, next).put("new_public_key", AgentKey.of("features/keys/swapped").publicKey()));
        site.refused("new_public_key already in use", rotate(node, other.key()));
        site.refused("invalid new_public_key", rotate(node, next).put("new_public_key", "AAAA"));
        site.ok(rotate(node, next));
        site.refused("signature verification failed", Commands.heartbeat(node.key(), node.node()));
        assertEquals(1, info(node).path("rotate_count").asInt());
    }

    @Test
    void anExpiryIsSetWarnedOfAndCleared() {
        Group group = site.enterprise(1);
        Party node = group.member(0);
        String soon = in(23, ChronoUnit.HOURS);
        assertEquals(soon, site.ok(expire(node, soon)).path("expires_at").asText());
        assertEquals(soon, info(node).path("expires_at").asText());
        assertTrue(site.ok(Commands.heartbeat(node.key(), node.node())).path("key_expiry_warning").asBoolean());
        site.ok(admin("set_key_expiry").put("node_id", node.node()).put("expires_at", in(25, ChronoUnit.HOURS)));
        assertFalse(site.ok(Commands.heartbeat(node.key(), node.node())).has("key_expiry_warning"));
        assertFalse(site.ok(expire(node, "never")).has("expires_at"));
        assertFalse(info(node).has("expires_at"));
    }

    @Test
    void anExpiredKeyIsBlockedAlsoAtRegistration() {
        Group group = site.enterprise(1);
        Party node = group.member(0);
        site.ok(expire(node, in(1, ChronoUnit.SECONDS)));
        Site.await("the expiry", () -> site.call(Commands.heartbeat(node.key(), node.node())).path("error").asText()
                .contains("key expired at"));
        site.refused("key expired at", Commands.register(node.key()));
        site.ok(admin("set_key_expiry").put("node_id", node.node()).put("expires_at", "never"));
        site.ok(Commands.heartbeat(node.key(), node.node()));
    }

    @Test
    void expiriesThatAreRefused() {
        Group group = site.enterprise(1);
        Party node = group.member(0);
        site.refused("expires_at must be in the future", expire(node, in(-1, ChronoUnit.HOURS)));
        site.refused("cannot exceed 10 years", expire(node, in(3651, ChronoUnit.DAYS)));
        site.refused("invalid expires_at: parsing time \"soon\"", expire(node, "soon"));
        site.refused("signature required",
                command("set_key_expiry").put("node_id", node.node()).put("expires_at", in(1, ChronoUnit.DAYS)));
        site.refused("signature verification failed", signed(expire(node, in(1, ChronoUnit.DAYS)), group.owner(),
                "set_key_expiry:" + node.node()));
        Group plain = site.group(false, "open", 0);
        site.refused("enterprise feature: key expiry requires enterprise network membership",
                expire(plain.owner(), in(1, ChronoUnit.DAYS)));
        assertFalse(info(node).has("expires_at"));
    }

    @Test
    void everybodyLearnsTheAgeOfAKey() {
        Party node = site.node();
        JsonNode info = info(node);
        assertAll(info.toString(), () -> assertEquals(0, info.path("rotate_count").asInt(-1)),
                () -> assertEquals(0, info.path("key_age_days").asInt(-1)), () -> assertFalse(info.has("rotated_at")),
                () -> assertTrue(Duration.between(Instant.parse(info.path("created_at").asText()), Instant.now())
                        .toMinutes() < 5));
        site.ok(rotate(node, AgentKey.of("features/keys/aged")));
        assertTrue(info(node).has("rotated_at"));
    }

    @Test
    void aNodeThatIsNotThereHasNoKey() {
        site.refused("node 4000000: node not found", command("get_key_info").put("node_id", 4_000_000));
        site.refused("node 0: node not found", command("get_key_info"));
    }
}
