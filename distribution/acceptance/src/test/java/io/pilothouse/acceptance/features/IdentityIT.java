package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.command;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.features.Site.Group;
import io.pilothouse.acceptance.harness.Commands;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 44 and 47: external ids and the state of a directory. */
class IdentityIT {
    @RegisterExtension
    static final Site site = new Site();

    @Test
    void anExternalIdIsKeptAndShownToTheOperator() {
        Group group = site.enterprise(0);
        site.ok(admin("set_external_id").put("node_id", group.owner().node()).put("external_id", "o@example.net"));
        assertEquals("o@example.net", site.ok(admin("get_identity").put("node_id", group.owner().node()))
                .path("external_id").asText());
        assertTrue(site.ok(Commands.listNodes(group.network())).toString().contains("o@example.net"));
        site.ok(admin("set_external_id").put("node_id", group.owner().node()).put("external_id", ""));
        assertEquals("", site.ok(admin("get_identity").put("node_id", group.owner().node())).path("external_id")
                .asText("none"));
    }

    @Test
    void identitiesAreTheOperators() {
        Group group = site.enterprise(0);
        long node = group.owner().node();
        site.ok(admin("set_external_id").put("node_id", node).put("external_id", "secret@example.net"));
        site.refused("invalid admin token", command("set_external_id").put("node_id", node).put("external_id", "x"));
        site.refused("invalid admin token", command("get_identity").put("node_id", node));
        site.refused("invalid admin token",
                command("get_identity").put("node_id", node).put("admin_token", group.token()));
        site.refused("node not found", admin("get_identity").put("node_id", 4_000_000));
        site.refused("node not found", admin("set_external_id").put("node_id", 4_000_000).put("external_id", "x"));
        assertFalse(site.ok(Commands.lookup(node)).toString().contains("secret@example.net"));
        assertFalse(site.ok(command("list_nodes").put("network_id", group.network())).toString()
                .contains("secret@example.net"));
    }

    @Test
    void theStateOfADirectory() {
        Group group = site.enterprise(2);
        site.ok(admin("set_external_id").put("node_id", group.member(0).node()).put("external_id", "d1@example.net"));
        assertFalse(status(group).has("last_sync"));
        ObjectNode sync = admin("directory_sync").put("network_id", group.network());
        sync.putArray("entries").add(entry("d1@example.net", "admin")).add(entry("absent@example.net", "member"));
        JsonNode synced = site.ok(sync);
        JsonNode status = status(group);
        assertAll(status.toString(), () -> assertEquals(3, status.path("total").asInt()),
                () -> assertEquals(1, status.path("mapped").asInt()),
                () -> assertEquals(2, status.path("unmapped").asInt()),
                () -> assertEquals(1, status.path("pre_assignments").asInt()),
                () -> assertTrue(status.path("enterprise").asBoolean()),
                () -> assertTrue(Instant.parse(status.path("last_sync").asText()).isBefore(Instant.now())),
                () -> assertEquals("role d1@example.net: member \u2192 admin (node " + group.member(0).node() + ")",
                        synced.path("actions").path(0).asText()));
    }

    @Test
    void theStateOfADirectoryIsTheOperators() {
        Group group = site.enterprise(0);
        site.refused("invalid admin token", command("directory_status").put("network_id", group.network()));
        site.refused("invalid admin token",
                command("directory_status").put("network_id", group.network()).put("admin_token", group.token()));
        site.refused("network_id is required", admin("directory_status"));
        site.refused("network 65000 not found", admin("directory_status").put("network_id", 65_000));
    }

    private static JsonNode status(Group group) {
        return site.ok(admin("directory_status").put("network_id", group.network()));
    }

    private static ObjectNode entry(String id, String role) {
        ObjectNode entry = command("").put("external_id", id).put("role", role);
        entry.remove("type");
        return entry;
    }
}
