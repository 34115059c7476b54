package io.pilothouse.kernel.command.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.protocol.NodeId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private final CommandBench bench = KernelBench.make();

    ScoreTest() {
        bench.register(1);
    }

    @Test
    void everybodyMovesAScoreALittle() {
        bench.send("update_polo_score", "node_id", 9).refused("update_polo_score requires delta field");
        bench.send("update_polo_score", "node_id", 9, "delta", 1).refused("node 9 not found");
        bench.send("update_polo_score", "node_id", 1, "delta", 100).is("node_id", 1, "address", "0:0000.0000.0001",
                "polo_score", 100);
        bench.send("update_polo_score", "node_id", 1, "delta", -7.9).accepted();
        bench.send("get_polo_score", "node_id", 1).is("node_id", 1, "address", "0:0000.0000.0001", "polo_score", 93);
        bench.send("update_polo_score", "node_id", 1, "delta", 100.5)
                .refused("polo score delta out of range (max 100)");
        assertEquals(List.of("polo_score.updated{node_id=1, delta=-7, new_score=93}"), bench.events(1));
    }

    @Test
    void theAdministratorMovesItFurtherWithinTheBounds() {
        bench.admin("update_polo_score", "node_id", 1, "delta", 1_000_000).accepted();
        bench.admin("update_polo_score", "node_id", 1, "delta", 1_000_000).is("node_id", 1, "address",
                "0:0000.0000.0001", "polo_score", 1_000_000);
        bench.admin("update_polo_score", "node_id", 1, "delta", 1_000_001)
                .refused("polo score delta out of range (max 1000000)");
    }

    @Test
    void settingNeedsTheAdministrator() {
        bench.send("set_polo_score", "node_id", 1).refused("set_polo_score requires polo_score field");
        bench.send("set_polo_score", "node_id", 1, "polo_score", 5).refused("invalid admin token");
        bench.admin("set_polo_score", "node_id", 1, "polo_score", 12.9).is("node_id", 1, "address",
                "0:0000.0000.0001", "polo_score", 12);
        CommandBench open = KernelBench.with(KernelPolicy.DEFAULT.withOpenPoloSet(true));
        open.register(1);
        open.send("set_polo_score", "node_id", 1, "polo_score", 5).accepted();
    }

    @Test
    void aScoreIsNoSignOfLife() {
        long seen = bench.presence().lastSeen(NodeId.of(1));
        bench.pass(Duration.ofMinutes(1));
        bench.send("update_polo_score", "node_id", 1, "delta", 1).accepted();
        assertEquals(seen, bench.presence().lastSeen(NodeId.of(1)));
    }
}
