package io.pilothouse.acceptance.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One round: concurrent clients change a fresh registry, it is killed at a random moment after enough acknowledgements, and
 * its successor on the same data is compared with what each client knows.
 */
public final class Round {
    private static final int WORKERS = 6;
    private static final int NEWCOMERS = 40;

    private final RegistryOptions options;
    private final long seed;
    private final int enough;

    /**
     * @param seed decides what the clients do and when the registry dies
     * @param enough so many acknowledgements at least
     */
    public Round(RegistryOptions options, long seed, int enough) {
        this.options = options;
        this.seed = seed;
        this.enough = enough;
    }

    /** What a round found. */
    public record Findings(long acknowledged, long inFlight, List<String> problems) {}

    /** Runs the round to its end. */
    public Findings run() throws InterruptedException {
        AtomicLong acknowledged = new AtomicLong();
        List<Worker> workers = new ArrayList<>();
        Registry next;
        try (Registry registry = Registry.start(options)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Worker worker = new Worker("s" + seed + "w" + i, registry.protocol(), seed * 1000 + i, acknowledged);
                workers.add(worker);
                threads.add(Thread.ofPlatform().daemon().start(worker));
            }
            awaitMoment(registry, threads, acknowledged);
            registry.kill();
            for (Thread thread : threads) {
                thread.join(30_000);
            }
            next = registry.again();
        }
        try (next; WireConnection connection = next.connect()) {
            List<String> problems = new ArrayList<>();
            workers.forEach(worker -> worker.refusals().forEach(each -> problems.add("refused: " + each)));
            compare(workers, connection, problems);
            long inFlight = workers.stream().mapToLong(each -> each.sent().size() - each.results().size()).sum();
            return new Findings(acknowledged.get(), inFlight, problems);
        }
    }

    /** Waits for enough acknowledgements, then for a random time of up to 200 ms more. */
    private void awaitMoment(Registry registry, List<Thread> threads, AtomicLong acknowledged) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (acknowledged.get() < enough && System.nanoTime() < deadline && registry.alive()
                && threads.stream().anyMatch(Thread::isAlive)) {
            LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(new Random(seed).nextLong(200_000_000));
    }

    private void compare(List<Worker> workers, WireConnection connection, List<String> problems) {
        Map<String, Long> networks = new HashMap<>();
        for (JsonNode network : connection.call(WireConnection.command("list_networks")).path("networks")) {
            networks.put(network.path("name").asText(), network.path("id").asLong());
        }
        Set<Long> given = new HashSet<>();
        for (Worker worker : workers) {
            Verification verification = new Verification(worker, connection, networks);
            problems.addAll(verification.problems());
            for (long id : verification.nodeIds()) {
                if (!given.add(id)) {
                    problems.add("node id " + id + " was given to two clients");
                }
            }
        }
        networkMembers(networks, connection, problems);
        newcomers(given, connection, problems);
    }

    /** A network and its members are written in one piece: each lists the other, and the creator is its owner. */
    private static void networkMembers(Map<String, Long> networks, WireConnection connection, List<String> problems) {
        for (Map.Entry<String, Long> network : networks.entrySet()) {
            if (network.getValue() == 0) {
                continue;
            }
            JsonNode nodes = connection.call(Commands.listNodes(network.getValue())).path("nodes");
            if (nodes.isEmpty() || !nodes.path(0).path("role").asText().equals("owner")) {
                problems.add("network " + network + " has no owner: " + nodes);
            }
            for (JsonNode node : nodes) {
                JsonNode lookup = connection.call(Commands.lookup(node.path("node_id").asLong()));
                boolean listed = false;
                for (JsonNode each : lookup.path("networks")) {
                    listed |= each.asLong() == network.getValue();
                }
                if (!listed) {
                    problems.add("network " + network + " lists a node that does not list it: " + lookup);
                }
            }
        }
    }

    /** Ids given after the restart must be new, whatever was acknowledged or in flight before. */
    private void newcomers(Set<Long> given, WireConnection connection, List<String> problems) {
        List<ObjectNode> commands = new ArrayList<>();
        for (int i = 0; i < NEWCOMERS; i++) {
            commands.add(Commands.register(AgentKey.of("s" + seed + "/newcomer/" + i)));
        }
        for (JsonNode reply : connection.callAll(commands)) {
            long id = reply.path("node_id").asLong();
            if (id == 0 || !given.add(id)) {
                problems.add("node id handed out twice after the restart: " + reply);
            }
        }
    }
}
