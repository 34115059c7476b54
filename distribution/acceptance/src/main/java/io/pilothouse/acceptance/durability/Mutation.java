package io.pilothouse.acceptance.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import java.util.List;
import java.util.Map;

/** One change that a client asks for: what it sends and what it means for the agents of its worker. */
sealed interface Mutation {
    ObjectNode command();

    /** Applies it to the model. {@code result} is the node or network id that the registry gave, 0 where none is given. */
    void apply(Map<Long, Agent> agents, long result);

    /** The id that the reply gives, or 0. */
    default long result(JsonNode reply) {
        return 0;
    }

    /** A new agent. */
    record Register(AgentKey key) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.register(key);
        }

        @Override
        public long result(JsonNode reply) {
            return reply.path("node_id").asLong();
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            agents.put(result, new Agent(key, result));
        }
    }

    /** A new name. */
    record Hostname(AgentKey key, long node, String hostname) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.hostname(key, node, hostname);
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            agents.get(node).hostname = hostname;
        }
    }

    /** Other tags. */
    record Tags(AgentKey key, long node, List<String> tags) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.tags(key, node, tags);
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            agents.get(node).tags = tags;
        }
    }

    /** Public or private. */
    record Visibility(AgentKey key, long node, boolean open) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.visibility(key, node, open);
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            agents.get(node).open = open;
        }
    }

    /** Consent to a peer. */
    record Trust(AgentKey key, long node, long peer) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.trust(key, node, peer);
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            // Asked for by itself: check_trust is not part of what a lookup tells.
        }
    }

    /** A new network with the node as its owner. */
    record CreateNetwork(long node, String name) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.createNetwork(node, name);
        }

        @Override
        public long result(JsonNode reply) {
            return reply.path("network_id").asLong();
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            agents.get(node).networks.add(result);
        }
    }

    /** Membership. */
    record Join(AgentKey key, long node, long network) implements Mutation {
        @Override
        public ObjectNode command() {
            return Commands.join(key, node, network);
        }

        @Override
        public void apply(Map<Long, Agent> agents, long result) {
            agents.get(node).networks.add(network);
        }
    }
}
