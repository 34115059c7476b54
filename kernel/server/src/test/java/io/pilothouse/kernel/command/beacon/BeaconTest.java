package io.pilothouse.kernel.command.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.KernelBench;
import io.pilothouse.kernel.command.KernelPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeaconTest {
    private final CommandBench bench = KernelBench.make();

    @Test
    void checksWhatItIsTold() {
        bench.send("beacon_register", "addr", "x:1").refused("beacon_id required");
        bench.send("beacon_register", "beacon_id", 5).refused("addr required");
        bench.send("beacon_register", "beacon_id", 5, "addr", "not an address")
                .refused("invalid addr: must be host:port of at most 256 bytes");
        bench.send("beacon_register", "beacon_id", 5, "addr", "x".repeat(256) + ":1")
                .refused("invalid addr: must be host:port of at most 256 bytes");
    }

    @Test
    void recordsOnlyNewAndMovedBeacons() {
        bench.send("beacon_register", "beacon_id", 5, "addr", "b:1").is("beacon_id", 5);
        int before = bench.records().size();
        bench.send("beacon_register", "beacon_id", 5, "addr", "b:1").is("beacon_id", 5);
        assertEquals(before, bench.records().size());
        bench.send("beacon_register", "beacon_id", 5, "addr", "b:2").accepted();
        assertEquals(List.of("beacon.registered{beacon_id=5, addr=b:2}", "beacon.registered{beacon_id=5, addr=b:1}"),
                bench.events(2));
    }

    @Test
    void forgetsBeaconsAfterAMinute() {
        bench.send("beacon_register", "beacon_id", 5, "addr", "b:1").accepted();
        bench.pass(Duration.ofSeconds(60));
        bench.send("beacon_list").is("beacons", List.of(CommandBench.object("id", 5, "addr", "b:1")));
        bench.pass(Duration.ofSeconds(1));
        bench.send("beacon_list").is("beacons", List.of());
    }

    @Test
    void holdsALimitedNumberAndMakesRoomForNewOnes() {
        CommandBench small = KernelBench.with(KernelPolicy.DEFAULT.withBeacons(false, 1));
        small.send("beacon_register", "beacon_id", 1, "addr", "b:1").accepted();
        small.send("beacon_register", "beacon_id", 2, "addr", "b:2").refused("too many beacons (max 1)");
        small.pass(Duration.ofSeconds(61));
        small.send("beacon_register", "beacon_id", 2, "addr", "b:2").accepted();
    }

    @Test
    void mayNeedTheToken() {
        CommandBench strict = KernelBench.with(KernelPolicy.DEFAULT.withBeacons(true, 10));
        strict.send("beacon_register", "beacon_id", 1, "addr", "b:1").refused("invalid admin token");
        strict.admin("beacon_register", "beacon_id", 1, "addr", "b:1").accepted();
    }
}
