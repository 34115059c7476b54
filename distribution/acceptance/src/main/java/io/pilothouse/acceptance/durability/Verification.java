package io.pilothouse.acceptance.durability;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.WireConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a restarted registry with what one worker did: its state must be the one after some number of the worker's
 * mutations, in order, at least all acknowledged ones. So nothing acknowledged is lost and nothing is half done.
 */
final class Verification {
    private final Worker worker;
    private final WireConnection connection;
    private final Map<String, Long> networksByName;

    Verification(Worker worker, WireConnection connection, Map<String, Long> networksByName) {
        this.worker = worker;
        this.connection = connection;
        this.networksByName = networksByName;
    }

    /** What is wrong; empty when all is well. */
    List<String> problems() {
        Map<Long, Agent> model = new HashMap<>();
        int done = worker.results().size();
        for (int i = 0; i < done; i++) {
            worker.sent().get(i).apply(model, worker.results().get(i));
        }
        Map<Long, String> actual = observe(model);
        List<String> problems = differences(model, actual);
        List<String> first = problems;
        // What was in flight may have been done as well, in order, up to any point.
        for (int i = done; i < worker.sent().size() && !problems.isEmpty(); i++) {
            Mutation mutation = worker.sent().get(i);
            if (mutation instanceof Mutation.CreateNetwork create) {
                Long network = networksByName.get(create.name());
                if (network == null) {
                    break;
                }
                mutation.apply(model, network);
            } else if (!(mutation instanceof Mutation.Register)) {
                // A node whose id nobody was told is looked at by its key, when it registers again.
                mutation.apply(model, 0);
            }
            problems = differences(model, actual);
        }
        List<String> all = new ArrayList<>(problems.isEmpty() ? problems : first);
        all.addAll(lostTrust(done));
        return all;
    }

    /** The ids that this worker was given for nodes. */
    Set<Long> nodeIds() {
        Set<Long> ids = new TreeSet<>();
        for (int i = 0; i < worker.results().size(); i++) {
            if (worker.sent().get(i) instanceof Mutation.Register && !ids.add(worker.results().get(i))) {
                throw new IllegalStateException("node id " + worker.results().get(i) + " was given twice");
            }
        }
        return ids;
    }

    private static List<String> differences(Map<Long, Agent> model, Map<Long, String> actual) {
        List<String> problems = new ArrayList<>();
        model.forEach((id, agent) -> {
            if (!agent.state().equals(actual.get(id))) {
                problems.add("acknowledged: " + agent.state() + "\n  found:      " + actual.get(id));
            }
        });
        return problems;
    }

    /** The state of the same agents as the registry tells it, in the same words. */
    private Map<Long, String> observe(Map<Long, Agent> model) {
        List<Long> ids = new ArrayList<>(model.keySet());
        List<JsonNode> replies = connection.callAll(ids.stream().map(Commands::lookup).toList());
        Map<Long, String> states = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            JsonNode reply = replies.get(i);
            Agent known = model.get(ids.get(i));
            if (!known.key.publicKey().equals(reply.path("public_key").asText())) {
                states.put(ids.get(i), reply.toString());
                continue;
            }
            Agent found = new Agent(known.key, ids.get(i));
            found.hostname = reply.path("hostname").asText("");
            List<String> tags = new ArrayList<>();
            reply.path("tags").forEach(tag -> tags.add(tag.asText()));
            found.tags = tags;
            found.open = reply.path("public").asBoolean();
            found.networks.clear();
            reply.path("networks").forEach(network -> found.networks.add(network.asLong()));
            states.put(ids.get(i), found.state());
        }
        return states;
    }

    /** Each acknowledged consent must still be there; what was in flight may be or not. */
    private List<String> lostTrust(int done) {
        Set<Mutation.Trust> asked = new LinkedHashSet<>();
        for (Mutation mutation : worker.sent().subList(0, done)) {
            if (mutation instanceof Mutation.Trust trust) {
                asked.add(trust);
            }
        }
        List<Mutation.Trust> list = List.copyOf(asked);
        List<JsonNode> replies = connection
                .callAll(list.stream().map(trust -> Commands.checkTrust(trust.node(), trust.peer())).toList());
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!replies.get(i).path("trusted").asBoolean()) {
                problems.add("acknowledged trust of node " + list.get(i).node() + " in node " + list.get(i).peer()
                        + " is lost: " + replies.get(i));
            }
        }
        return problems;
    }
}
