package io.pilothouse.acceptance.features;

import static io.pilothouse.acceptance.features.Site.admin;
import static io.pilothouse.acceptance.features.Site.byRole;
import static io.pilothouse.acceptance.features.Site.command;
import static io.pilothouse.acceptance.features.Site.leave;
import static io.pilothouse.acceptance.features.Site.transfer;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.features.Site.Group;
import io.pilothouse.acceptance.harness.Commands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Features 57 and 58: the newest events and how they are asked for. */
class AuditIT {
    @RegisterExtension
    static final Site site = new Site();

    @Test
    void theNewestThousandAreThereNewestFirst() {
        Party node = site.node();
        List<ObjectNode> changes = new ArrayList<>();
        for (int i = 0; i < 1_050; i++) {
            changes.add(Commands.hostname(node.key(), node.node(), "audit-" + i));
        }
        site.okAll(changes);
        JsonNode entries = site.ok(admin("get_audit_log").put("limit", 1000)).path("entries");
        assertEquals(1_000, entries.size());
        for (int i = 0; i < 1_000; i++) {
            assertEquals("old_hostname=audit-" + (1_048 - i) + ", new_hostname=audit-" + (1_049 - i),
                    entries.path(i).path("details").asText());
        }
        assertEquals(node.node(), entries.path(0).path("node_id").asLong());
    }

    @Test
    void whatIsRefusedIsNoEvent() {
        Group group = site.enterprise(1);
        List<String> before = site.audit(group.network());
        site.refused("requires one of", byRole("delete_network", group, group.member(0)));
        site.refused("requires one of", byRole("promote_member", group, group.member(0), group.member(0)));
        site.refused("is already the owner", transfer(group, group.owner(), group.owner().node()));
        site.refused("owner must transfer", leave(group, group.owner()));
        Set<String> changes = new HashSet<>(site.audit(group.network()));
        changes.removeAll(before);
        changes.removeIf(entry -> entry.startsWith("auth."));
        assertEquals(Set.of(), changes);
    }

    @Test
    void theLogOfOneNetwork() {
        Group group = site.enterprise(1);
        Group other = site.enterprise(0);
        site.ok(byRole("rename_network", group, group.owner()).put("name", site.newName()));
        JsonNode entries = site.ok(admin("get_audit_log").put("network_id", group.network())).path("entries");
        assertAll(entries.toString(),
                () -> assertEquals(List.of("network.renamed", "network.joined", "network.created"),
                        IntStream.range(0, entries.size()).mapToObj(i -> entries.path(i).path("action").asText())
                                .toList()),
                () -> assertEquals(group.member(0).node(), entries.path(1).path("node_id").asLong()),
                () -> assertTrue(entries.path(2).path("details").asText().contains("creator_node_id="
                        + group.owner().node())));
        assertEquals(1, site.audit(other.network()).size());
    }

    @Test
    void theLogIsTheOperators() {
        Group group = site.enterprise(0);
        site.refused("invalid admin token", command("get_audit_log"));
        site.refused("invalid admin token", command("get_audit_log").put("admin_token", group.token()));
        site.refused("invalid admin token", byRole("get_audit_log", group, group.owner()));
        site.refused("invalid admin token", command("get_audit_log").put("admin_token", "adm1n "));
    }

    @Test
    void limitsThatAreNoneCountAsAHundred() {
        Party node = site.node();
        List<ObjectNode> changes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            changes.add(Commands.tags(node.key(), node.node(), List.of("t" + i)));
        }
        site.okAll(changes);
        for (int wrong : new int[]{0, -5, 1_001}) {
            assertEquals(100, site.ok(admin("get_audit_log").put("limit", wrong)).path("entries").size());
        }
        assertEquals(100, site.ok(admin("get_audit_log").put("limit", "all")).path("entries").size());
        assertEquals(3, site.ok(admin("get_audit_log").put("limit", 3)).path("entries").size());
    }
}
