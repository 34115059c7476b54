package io.pilothouse.kernel.command.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditCommandsTest {
    private final CommandBench bench = PeopledBench.withNetwork(3, "open");

    private List<?> entries(Object... members) {
        return (List<?>) bench.admin("get_audit_log", members).accepted().message().value("entries").orElseThrow();
    }

    @Test
    void entriesAreNewestFirstInTheWordsOfThePage() {
        PeopledBench.join(bench, 2);
        bench.admin("set_member_tags", "network_id", 1, "target_node_id", 2, "tags", List.of("a", "b")).accepted();
        assertEquals(List.of(
                CommandBench.object("timestamp", "2027-01-15T08:00:00Z", "action", "member_tags.changed", "network_id",
                        1, "details", "target_node=2, tags=[a b]"),
                CommandBench.object("timestamp", "2027-01-15T08:00:00Z", "action", "network.joined", "network_id", 1,
                        "node_id", 2)),
                entries("limit", 2.9));
        assertEquals(3, entries("network_id", 1, "limit", 1001).size());
        assertEquals(List.of(), entries("network_id", 9));
    }

    @Test
    void onlyTheAdministratorReads() {
        bench.send("get_audit_log").refused("invalid admin token");
        bench.send("get_audit_log", "admin_token", "acme-adm").refused("invalid admin token");
    }

    @Test
    void theLastThousandAreKept() {
        RecentAudit trail = new RecentAudit();
        for (int i = 1; i <= 1_005; i++) {
            trail.committed(new JournalRecord(i, i, new Principal.Registry(), "local", "",
                    List.of(AuditEvent.of("network.left").and("network_id", NetworkId.of(1 + i % 2))), List.of()));
        }
        List<AuditTrail.Entry> all = trail.recent(NetworkId.BACKBONE, 2_000);
        assertEquals(AuditTrail.KEPT, all.size());
        assertEquals(1_005, all.getFirst().time());
        assertEquals(6, all.getLast().time());
        assertEquals(List.of(1_004L, 1_002L),
                trail.recent(NetworkId.of(1), 2).stream().map(AuditTrail.Entry::time).toList());
    }
}
