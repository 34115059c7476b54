package io.pilothouse.acceptance.durability;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.acceptance.harness.WireConnection.Answer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client with agents of its own, which changes them until the connection breaks and remembers, in order, what it sent
 * and what was acknowledged. One thread at a time.
 */
final class Worker implements Runnable {
    private static final int IN_FLIGHT = 8;
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final String name;
    private final InetSocketAddress address;
    private final AtomicLong acknowledged;
    private final Random random;
    private final List<Mutation> sent = new ArrayList<>();
    private final List<Long> results = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final List<Long> networks = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private int registered;

    Worker(String name, InetSocketAddress address, long seed, AtomicLong acknowledged) {
        this.name = name;
        this.address = address;
        this.acknowledged = acknowledged;
        random = new Random(seed);
    }

    /** All mutations sent, in order. */
    List<Mutation> sent() {
        return sent;
    }

    /** What the first of them were answered with: an id, or 0. The rest was in flight when the registry died. */
    List<Long> results() {
        return results;
    }

    /** Error replies; the worker only asks for what must be granted. */
    List<String> refusals() {
        return refusals;
    }

    @Override
    public void run() {
        try (WireConnection connection = WireConnection.plain(address)) {
            boolean open = true;
            while (open) {
                List<Mutation> batch = new ArrayList<>();
                // An agent's id must be known before it can be changed, so the first batch only registers.
                for (int i = 0; i < IN_FLIGHT; i++) {
                    batch.add(next());
                }
                sent.addAll(batch);
                connection.sendAll(batch.stream().map(Mutation::command).toList());
                for (int i = 0; i < batch.size() && open; i++) {
                    open = acknowledge(batch.get(i), connection.read(ANSWER));
                }
            }
        }
    }

    private boolean acknowledge(Mutation mutation, Answer answer) {
        if (!(answer instanceof Answer.Frame frame)) {
            return false;
        }
        JsonNode reply = WireConnection.body(frame);
        if (reply.path("type").asText().equals("error")) {
            refusals.add(mutation.command() + " → " + reply);
            return false;
        }
        long result = mutation.result(reply);
        results.add(result);
        switch (mutation) {
            case Mutation.Register register -> agents.add(new Agent(register.key(), result));
            case Mutation.CreateNetwork create -> networks.add(result);
            default -> {
                // Gives no id that later mutations need.
            }
        }
        acknowledged.incrementAndGet();
        return true;
    }

    private Mutation next() {
        int choice = random.nextInt(100);
        if (agents.size() < IN_FLIGHT || choice < 40) {
            return new Mutation.Register(AgentKey.of(name + "/" + registered++));
        }
        Agent agent = agents.get(random.nextInt(agents.size()));
        if (choice < 58) {
            return new Mutation.Hostname(agent.key, agent.id, name + "-" + sent.size() + "-" + random.nextInt(100_000));
        }
        if (choice < 72) {
            return new Mutation.Tags(agent.key, agent.id, List.of("t" + random.nextInt(1000), "u" + sent.size()));
        }
        if (choice < 80) {
            return new Mutation.Visibility(agent.key, agent.id, random.nextBoolean());
        }
        if (choice < 92) {
            Agent peer = agents.get(random.nextInt(agents.size()));
            return peer.id == agent.id
                    ? new Mutation.Visibility(agent.key, agent.id, random.nextBoolean())
                    : new Mutation.Trust(agent.key, agent.id, peer.id);
        }
        if (choice < 94 || networks.isEmpty()) {
            return new Mutation.CreateNetwork(agent.id, name + "-net-" + sent.size() + "-" + random.nextInt(100_000));
        }
        long network = networks.get(random.nextInt(networks.size()));
        // Joining twice is refused, also when the first time was only by creating the network.
        if (!taken.add(agent.id + ":" + network) || created(agent.id, network)) {
            return new Mutation.Visibility(agent.key, agent.id, random.nextBoolean());
        }
        return new Mutation.Join(agent.key, agent.id, network);
    }

    private boolean created(long node, long network) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) == network && sent.get(i) instanceof Mutation.CreateNetwork create
                    && create.node() == node) {
                return true;
            }
        }
        return false;
    }
}
