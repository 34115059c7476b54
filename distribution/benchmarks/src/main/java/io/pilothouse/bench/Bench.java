package io.pilothouse.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pilothouse-bench}: the command line of the load generator. */
@Command(name = "pilothouse-bench", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures a registry: operations per second, latencies, CPU and memory of the server's process.")
public final class Bench implements Callable<Integer> {
    private static final int ENDLESS = 100_000_000;
    /** After so long the compiler of a server that has just taken changes is done. */
    private static final Duration REST = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HOST:PORT", description = "The protocol port of the registry.")
    private String target;

    @Option(names = "--operation", defaultValue = "lookup", description = "lookup, resolve (the same pairs again and again), resolve-first (each pair once), heartbeat,"
            + " poll-invites, poll-handshakes, set-hostname, set-tags, register, list-nodes, idle."
            + " Default: ${DEFAULT-VALUE}.")
    private String operation;

    @Option(names = "--mode", defaultValue = "json", description = "json or binary. Default: ${DEFAULT-VALUE}.")
    private String mode;

    @Option(names = "--connections", defaultValue = "16", description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--depth", defaultValue = "1", description = "Requests in flight on each connection. Default: ${DEFAULT-VALUE}.")
    private int depth;

    @Option(names = "--nodes", defaultValue = "10000", description = "Nodes to register first, with keys from the seed. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(names = "--seed", defaultValue = "pilothouse-bench", description = "A text; the same text gives the same keys. Default: ${DEFAULT-VALUE}.")
    private String seed;

    @Option(names = "--seconds", defaultValue = "5", description = "Measured time. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "3", description = "Seconds before, not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--count", defaultValue = "50000", description = "Requests to prepare where each can be used only once. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--pid", description = "The server's process on this machine, for CPU and memory.")
    private Long pid;

    @Option(names = "--admin-token", defaultValue = "", description = "Needed for list-nodes and --table, which create a network.")
    private String adminToken;

    @Option(names = "--table", description = "Measure the project's whole table and print it as Markdown (2 minutes).")
    private boolean table;

    @Option(names = "--exports", description = "Measure how fast events go to sinks of each type and print a table (5 minutes). Needs --admin-token, and a"
            + " registry with outbound-private-networks=allow.")
    private boolean exports;

    @Option(names = "--events", defaultValue = "20000", description = "Events for each sink of --exports. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--sinks", split = ",", paramLabel = "SINK", description = "Only these of --exports: ${COMPLETION-CANDIDATES}.")
    private List<SinkKind> sinks = List.of(SinkKind.values());

    /** Runs and ends the process with 0, or 1 with a message, or 2 for a wrong command line. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("pilothouse-bench: " + failure.getMessage());
            return 1;
        }).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Operation what = chosen();
        Mode how = modeOf(what);
        InetSocketAddress address = address();
        Optional<ServerProcess> server = Optional.ofNullable(pid).map(ServerProcess::new);
        PrintWriter out = spec.commandLine().getOut();
        // Names and newcomers of two runs on one registry must differ.
        int generation = (int) (System.currentTimeMillis() / 1000 % 1_000_000);
        long from = System.nanoTime();
        Fleet fleet = Fleet.register(address, seed, nodes, generation);
        out.printf("%d nodes registered and made public in %.1f s%n", nodes, (System.nanoTime() - from) / 1e9);
        if (exports) {
            out.println(new Exports(address, fleet, server, adminToken, line -> {
                out.println(line);
                out.flush();
            }).markdown(sinks, events, REST));
            out.flush();
            return 0;
        }
        if (table || what == Operation.LIST_NODES) {
            fleet.joinNetwork(address, adminToken);
        }
        out.flush();
        Runner runner = new Runner(address, fleet, server, Duration.ofSeconds(warmUp));
        if (table) {
            out.println(new Table(runner, connections, line -> {
                out.println(line);
                out.flush();
            }).markdown());
        } else if (what == Operation.IDLE) {
            out.println(runner.idle(connections, Duration.ofSeconds(seconds)));
        } else {
            Load.Shape shape = new Load.Shape(how, connections, depth, Duration.ofSeconds(seconds), ENDLESS);
            out.println(runner.measure(what, shape, count).line());
        }
        out.flush();
        return 0;
    }

    private Operation chosen() {
        try {
            if (connections < 1 || depth < 1 || seconds < 1 || warmUp < 0 || count < 4 || nodes < 10
                    || events < 1) {
                throw wrong("--connections, --depth and --seconds must be at least 1, --count 4, --nodes 10,"
                        + " --events 1");
            }
            return Operation.of(operation);
        } catch (IllegalArgumentException e) {
            throw wrong("--operation " + operation + " is not one of those that --help lists");
        }
    }

    private Mode modeOf(Operation what) {
        if (mode.equals("json")) {
            return Mode.JSON;
        }
        if (!mode.equals("binary")) {
            throw wrong("--mode must be json or binary, not " + mode);
        }
        if (!what.hasBinaryForm()) {
            throw wrong("--mode binary has no form for " + what.label() + ", only for lookup, resolve and heartbeat");
        }
        return Mode.BINARY;
    }

    private InetSocketAddress address() {
        int colon = target.lastIndexOf(':');
        if (colon < 1 || !target.substring(colon + 1).matches("\\d{1,5}")) {
            throw wrong("HOST:PORT must be like 127.0.0.1:9000, not " + target);
        }
        return new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
    }

    private CommandLine.ParameterException wrong(String text) {
        return new CommandLine.ParameterException(spec.commandLine(), text);
    }
}
