package io.pilothouse.acceptance.concurrency;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.WireConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One client with a connection of its own that acts for everybody, one operation after the other. One thread. */
public final class CrowdWorker {
    private final Registry registry;
    private final Club inviting;
    private final Club open;
    private final List<Party> people;
    private final Random random;
    private final List<Outcome> outcomes = new ArrayList<>();

    public CrowdWorker(Registry registry, Club inviting, Club open, List<Party> people, long seed) {
        this.registry = registry;
        this.inviting = inviting;
        this.open = open;
        this.people = people;
        random = new Random(seed);
    }

    /** An operation and its answer. */
    public record Outcome(Operation operation, JsonNode reply) {
        /** Whether it was granted and changed something: who is invited already is only told so. */
        public boolean changed() {
            return granted() && !reply.has("status");
        }

        /** Whether it was granted. */
        public boolean granted() {
            return reply.path("type").asText().equals(operation.command().path("type").asText() + "_ok");
        }
    }

    /** Does so many operations and gives what came of them, in order. */
    public List<Outcome> work(int operations) {
        try (WireConnection connection = registry.connect()) {
            for (int i = 0; i < operations; i++) {
                Operation operation = next();
                Outcome outcome = new Outcome(operation, connection.call(operation.command()));
                outcomes.add(outcome);
                learn(outcome, connection);
            }
        }
        return List.copyOf(outcomes);
    }

    private Operation next() {
        int choice = random.nextInt(100);
        Club either = random.nextBoolean() ? inviting : open;
        if (choice < 20) {
            return new Operation.Invite(inviting.network(), ruler(inviting), anybody());
        }
        if (choice < 42) {
            return new Operation.Respond(inviting.network(), inviting.nextInvited().orElseGet(this::anybody),
                    random.nextInt(10) > 0);
        }
        if (choice < 62) {
            return new Operation.Join(open.network(), anybody());
        }
        if (choice < 72) {
            return new Operation.Leave(either.network(), anybody());
        }
        return choice < 86
                ? new Operation.Kick(either.network(), ruler(either), anybody())
                : new Operation.Transfer(either.network(), ruler(either), anybody());
    }

    private Party anybody() {
        return people.get(random.nextInt(people.size()));
    }

    /** Mostly the owner, as far as is known. */
    private Party ruler(Club club) {
        return random.nextInt(10) < 8 ? club.owner() : anybody();
    }

    private void learn(Outcome outcome, WireConnection connection) {
        switch (outcome.operation()) {
            case Operation.Invite invite when outcome.changed() -> inviting.invited(invite.target());
            case Operation.Transfer transfer when outcome.granted() ->
                (transfer.network() == open.network() ? open : inviting).owns(transfer.successor());
            case Operation.Transfer transfer -> {
                Club club = transfer.network() == open.network() ? open : inviting;
                connection.call(Commands.listNodes(club.network())).path("nodes").forEach(node -> {
                    if (node.path("role").asText().equals("owner")) {
                        people.stream().filter(one -> one.node() == node.path("node_id").asLong())
                                .forEach(club::owns);
                    }
                });
            }
            default -> {
                // Nothing that others should know.
            }
        }
    }
}
