package io.pilothouse.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.AuditAction.Attribute;
import io.pilothouse.kernel.model.AuditAction.Group;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditActionsTest {
    /** Receivers of R1's events filter by these; every name, its attributes, their order and types. */
    private static final String FIRST = """
            audit_export.configured format s, endpoint s
            beacon.registered beacon_id n, addr s
            directory.synced network_id n, mapped n, updated n, disabled n, unmapped n
            handshake.relayed from_node_id n, to_node_id n
            handshake.responded node_id n, peer_id n, accept b
            hostname.changed node_id n, old_hostname s, new_hostname s
            identity.external_id_set node_id n, old_external_id s, new_external_id s
            idp.configured type s, url s
            invite.created network_id n, inviter_id n, target_node_id n
            invite.expired_cleanup node_id n, expired_count n
            invite.responded node_id n, network_id n, accepted b
            key.expired_heartbeat_blocked node_id n
            key.expiry_cleared node_id n, [old_expires_at s]
            key.expiry_set node_id n, expires_at s, [old_expires_at s]
            key.rotated node_id n
            member.demoted target_node_id n, network_id n, old_role s, new_role s
            member.kicked target_node_id n, network_id n, role s
            member.promoted target_node_id n, network_id n, old_role s, new_role s
            member_tags.changed network_id n, target_node n, tags a
            network.created network_id n, name s, join_rule s, creator_node_id n, enterprise b, managed b
            network.deleted network_id n, name s, members n, enterprise b
            network.enterprise_changed network_id n, enterprise b, members n
            network.expr_policy_cleared network_id n
            network.expr_policy_set network_id n, size n
            network.joined node_id n, network_id n
            network.left node_id n, network_id n
            network.owner_lost network_id n, former_owner n
            network.ownership_transferred network_id n, old_owner n, new_owner n, new_owner_old_role s
            network.policy_changed network_id n, old_max_members n, new_max_members n, old_allowed_ports_count n, \
            new_allowed_ports_count n
            network.provisioned network_id n, name s, enterprise b, actions n
            network.renamed network_id n, old_name s, new_name s
            node.deregistered node_id n, networks n
            node.re_registered node_id n, mode s
            node.reaped node_id n, reason s, last_seen_ago s, networks n
            node.registered node_id n, mode s
            polo_score.set node_id n, polo_score n
            polo_score.updated node_id n, delta n, new_score n
            tags.changed node_id n, old_tags_count n, new_tags_count n
            task_exec.changed node_id n, old_enabled b, new_enabled b
            trust.created node_a n, node_b n
            trust.revoked node_a n, node_b n
            visibility.changed node_id n, old_public b, new_public b
            """;

    @Test
    void whatTheFirstRegistryRecordsIsRecordedAsThere() {
        List<String> differing = new ArrayList<>();
        for (String line : FIRST.lines().toList()) {
            int blank = line.indexOf(' ');
            String attributes = line.substring(blank + 1);
            AuditAction row = AuditActions.find(line.substring(0, blank)).orElseThrow(() -> new AssertionError(line));
            List<String> own = row.attributes().stream().map(AuditActionsTest::brief).toList();
            List<String> known = Arrays.asList(attributes.split(", "));
            boolean same = own.size() >= known.size() && own.subList(0, known.size()).equals(known)
                    && row.attributes().subList(known.size(), own.size()).stream().allMatch(Attribute::optional);
            if (!same || !row.fromFirst()) {
                differing.add(line + " / " + own);
            }
        }
        assertEquals(List.of(), differing);
        assertEquals(FIRST.lines().count(), AuditActions.all().stream().filter(AuditAction::fromFirst).count());
    }

    private static String brief(Attribute attribute) {
        String text = attribute.name() + switch (attribute.type()) {
            case NUMBER -> " n";
            case TEXT -> " s";
            case FLAG -> " b";
            case TEXTS -> " a";
        };
        return attribute.optional() ? "[" + text + "]" : text;
    }

    @Test
    void eachNameStandsOnceAndEachGroupTogether() {
        Set<String> names = new HashSet<>();
        List<Group> groups = new ArrayList<>();
        for (AuditAction action : AuditActions.all()) {
            assertTrue(names.add(action.name()), action.name());
            if (groups.isEmpty() || groups.getLast() != action.group()) {
                groups.add(action.group());
            }
        }
        assertEquals(List.of(Group.values()), groups);
    }

    @Test
    void anEventIsHeldToItsRow() {
        AuditEvent kick = AuditEvent.of("member.kicked").and("target_node_id", NodeId.of(687))
                .and("network_id", NetworkId.of(3));
        assertEquals(List.of(), AuditActionCheck.problems(kick.and("role", "member")));
        assertEquals(List.of(), AuditActionCheck.problems(kick.and("role", "member").and("cause", 1)));
        assertEquals(List.of("its attributes are [target_node_id, network_id, role]"),
                AuditActionCheck.problems(kick));
        assertEquals(List.of("its attributes are [target_node_id, network_id, role]"),
                AuditActionCheck.problems(kick.and("role", "member").and("reason", "none")));
        assertEquals(List.of("its attributes are [target_node_id, network_id, role, cause, admitted_by]"),
                AuditActionCheck.problems(kick.and("role", "member").and("admitted_by", 2).and("cause", 1)));
        assertEquals(List.of("role is a TEXT []"), AuditActionCheck.problems(kick.and("role", 1)));
        assertEquals(List.of("mode is a TEXT [new_node]"), AuditActionCheck.problems(
                AuditEvent.of("node.registered").and("node_id", 1).and("mode", "other")));
        assertEquals(List.of("there is no such action"), AuditActionCheck.problems(AuditEvent.of("member.lost")));
    }

    @Test
    void aRowThatSaysTooLittleIsNone() {
        assertThrows(IllegalArgumentException.class,
                () -> new AuditAction("Kicked", Group.NODES, true, "It was kicked.", List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> new AuditAction("a.kicked", Group.NODES, true, "kicked", List.of()));
        Attribute node = AuditAction.number("node_id");
        assertThrows(IllegalArgumentException.class,
                () -> new AuditAction("a.kicked", Group.NODES, true, "It was kicked.", List.of(node, node)));
    }
}
