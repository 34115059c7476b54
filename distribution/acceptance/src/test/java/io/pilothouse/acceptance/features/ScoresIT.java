package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.signed;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 54 to 56: polo scores. */
class ScoresIT {
    @RegisterExtension
    static final Site site = new Site();

    private static ObjectNode update(Party node, int delta) {
        return command("update_polo_score").put("node_id", node.node()).put("delta", delta);
    }

    private static int score(Party node) {
        return site.ok(command("get_polo_score").put("node_id", node.node())).path("polo_score").asInt();
    }

    @Test
    void scoresMoveByWhatATaskIsWorth() {
        Party node = site.node();
        assertEquals(7, site.ok(update(node, 7)).path("polo_score").asInt());
        assertEquals(6, site.ok(update(node, -1)).path("polo_score").asInt());
        site.ok(update(node, 1_000_000).put("admin_token", "adm1n"));
        assertEquals(1_000_000, score(node), "never above a million");
    }

    @Test
    void movesThatAreRefused() {
        Party node = site.node();
        site.refused("polo score delta out of range", update(node, 101));
        site.refused("polo score delta out of range", update(node, -101));
        site.refused("polo score delta out of range", update(node, 1_000_001).put("admin_token", "adm1n"));
        site.refused("update_polo_score requires delta field",
                command("update_polo_score").put("node_id", node.node()));
        site.refused("node 4000000 not found", command("update_polo_score").put("node_id", 4_000_000).put("delta", 1));
        assertEquals(0, score(node));
    }

    @Test
    void theOperatorSetsAScore() {
        Party node = site.node();
        site.ok(admin("set_polo_score").put("node_id", node.node()).put("polo_score", -250));
        assertEquals(-250, score(node));
    }

    @Test
    void nobodyElseSetsAScore() {
        Party node = site.node();
        site.refused("invalid admin token", command("set_polo_score").put("node_id", node.node()).put("polo_score", 9));
        site.refused("invalid admin token", signed(command("set_polo_score").put("node_id", node.node())
                .put("polo_score", 9), node, "set_polo_score:" + node.node()));
        site.refused("polo score out of range",
                admin("set_polo_score").put("node_id", node.node()).put("polo_score", 1_000_001));
        site.refused("set_polo_score requires polo_score field", admin("set_polo_score").put("node_id", node.node()));
        assertEquals(0, score(node));
    }

    @Test
    void everybodyReadsAScore() {
        Party node = site.node();
        site.ok(update(node, 3));
        JsonNode reply = site.ok(command("get_polo_score").put("node_id", node.node()));
        assertAll(reply.toString(), () -> assertEquals(3, reply.path("polo_score").asInt()),
                () -> assertEquals(node.node(), reply.path("node_id").asLong()),
                () -> assertTrue(reply.path("address").asText().startsWith("0:")));
    }

    @Test
    void aNodeThatIsNotThereHasNoScore() {
        site.refused("node 4000000 not found", command("get_polo_score").put("node_id", 4_000_000));
        site.refused("node 0 not found", command("get_polo_score"));
    }
}
