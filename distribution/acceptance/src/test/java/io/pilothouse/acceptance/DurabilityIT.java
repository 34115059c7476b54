package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.acceptance.durability.Round;
import io.pilothouse.acceptance.harness.RegistryOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was acknowledged is there after SIGKILL under load; no id twice, nothing half done. */
class DurabilityIT {
    private static final int ENOUGH = 10_000;
    private static final long FIRST_SEED = 20_261_122;

    @TempDir
    private Path data;

    @Test
    void everyAcknowledgedMutationSurvivesSigkillUnderLoad() throws InterruptedException {
        int rounds = Integer.getInteger("pilothouse.rounds", 20);
        long acknowledged = 0;
        long inFlight = 0;
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            long seed = FIRST_SEED + i;
            Round.Findings findings = new Round(RegistryOptions.in(data.resolve("round-" + i)), seed, ENOUGH).run();
            assertTrue(findings.acknowledged() >= ENOUGH,
                    () -> "seed " + seed + ": only " + findings.acknowledged() + " acknowledged: "
                            + findings.problems());
            acknowledged += findings.acknowledged();
            inFlight += findings.inFlight();
            findings.problems().forEach(problem -> problems.add("seed " + seed + ": " + problem));
        }
        System.out.printf("durability: %d rounds, %d acknowledged, %d in flight when killed, %d problems%n", rounds,
                acknowledged, inFlight, problems.size());
        assertEquals(List.of(), problems.stream().limit(20).toList());
    }
}
