package io.pilothouse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The table of the project's measurements: the Go registry of today, the target, and what is reached here. */
final class Table {
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final int ENDLESS = 100_000_000;

    /** A row: what, how many in flight, and per mode what Go needs and what is wanted (µs of server CPU an operation). */
    private record Row(Operation operation, int depth, String goJson, String targetJson, String goBinary,
            String targetBinary, int once) {}

    private static final List<Row> ROWS = List.of(new Row(Operation.LOOKUP, 1, "38", "15", "17", "9", 60_000),
            new Row(Operation.LOOKUP, 16, "34", "4", "17", "3", 60_000),
            new Row(Operation.RESOLVE, 1, "166", "18", "123", "12", 60_000),
            new Row(Operation.RESOLVE_FIRST, 1, "166", "80", "123", "75", 40_000),
            new Row(Operation.HEARTBEAT, 1, "32", "16", "16", "9", 60_000),
            new Row(Operation.POLL_INVITES, 1, "152", "18", "", "", 60_000),
            new Row(Operation.POLL_HANDSHAKES, 1, "168", "18", "", "", 60_000),
            new Row(Operation.SET_HOSTNAME, 1, "143", "110", "", "", 40_000),
            new Row(Operation.SET_TAGS, 1, "161", "110", "", "", 40_000),
            new Row(Operation.REGISTER, 1, "81", "90", "", "", 40_000),
            new Row(Operation.LIST_NODES, 1, "26000-68000", "5000", "", "", 400));

    private final Runner runner;
    private final int connections;
    private final Consumer<String> progress;

    Table(Runner runner, int connections, Consumer<String> progress) {
        this.runner = runner;
        this.connections = connections;
        this.progress = progress;
    }

    /** Measures every row in both modes, where both exist, and gives Markdown. */
    String markdown() throws IOException {
        StringBuilder text = new StringBuilder(
                """
                        Server CPU per operation (user + system, µs); ops/s and p99 of the same run.

                        | operation | Go JSON | target | **here JSON** | ops/s, p99 | Go binary | target | **here binary** | ops/s, p99 |
                        |---|---|---|---|---|---|---|---|---|
                        """);
        for (Row row : ROWS) {
            text.append("| ").append(row.operation().label()).append(row.depth() > 1
                    ? ", " + row.depth()
                            + " in flight"
                    : "").append(" | ").append(row.goJson()).append(" | ").append(row.targetJson());
            text.append(cells(row, Mode.JSON)).append(" | ").append(row.goBinary()).append(" | ")
                    .append(row.targetBinary());
            text.append(row.operation().hasBinaryForm() ? cells(row, Mode.BINARY) : " | – | ").append(" |\n");
        }
        return text.toString();
    }

    private String cells(Row row, Mode mode) throws IOException {
        boolean used = row.operation() == Operation.LIST_NODES;
        Load.Shape shape = new Load.Shape(mode, used ? 2 : connections, row.depth(), TIME, used
                ? row.once()
                : ENDLESS);
        Measurement measured = runner.measure(row.operation(), shape, row.once());
        progress.accept(measured.line());
        return String.format(Locale.ROOT, " | **%.0f** | %.0f, %.0f µs%s", measured.cpuMicros(),
                measured.result().perSecond(), measured.result().micros(99),
                measured.result().errors() == 0 ? "" : ", " + measured.result().errors() + " errors");
    }
}
