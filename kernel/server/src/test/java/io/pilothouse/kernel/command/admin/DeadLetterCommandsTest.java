package io.pilothouse.kernel.command.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.model.Integration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders about dead letters are done by being recorded. */
class DeadLetterCommandsTest {
    private long there = 3;
    private final Deliveries letters = new Deliveries() {
        @Override
        public Progress progress(Integration.Place place) {
            return new Progress(0, 0, 0, there, "");
        }

        @Override
        public List<Undeliverable> deadLetters(Integration.Place place) {
            return List.of();
        }
    };
    private final CommandBench bench = new CommandBench(
            List.of(new ReplayWebhookDlqHandler(letters), new PurgeWebhookDlqHandler(letters)));

    @ParameterizedTest
    @CsvSource({"replay_webhook_dlq, dead_letters.replayed", "purge_webhook_dlq, dead_letters.purged"})
    void anOrderIsAnEventWithTheSinkAndHowManyThereAre(String command, String action) {
        bench.admin(command).accepted();
        assertEquals(List.of(action + "{sink=webhook-0-0, count=3}"), bench.events(1));
        there = 0;
        int before = bench.records().size();
        bench.admin(command).accepted();
        assertEquals(before, bench.records().size(), "nothing happens to no letters");
        bench.send(command).refused("invalid admin token");
        bench.admin(command, "sink", "other").refused(
                command + ": there is no sink other; configured are: ");
    }
}
