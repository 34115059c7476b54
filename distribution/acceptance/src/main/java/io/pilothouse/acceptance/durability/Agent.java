package io.pilothouse.acceptance.durability;

import io.pilothouse.acceptance.harness.AgentKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a registry should know of one agent. Mutable; belongs to one worker. */
final class Agent {
    final AgentKey key;
    final long id;
    String hostname = "";
    List<String> tags = List.of();
    boolean open;
    final Set<Long> networks = new TreeSet<>(Set.of(0L));

    Agent(AgentKey key, long id) {
        this.key = key;
        this.id = id;
    }

    /** All of it as a text, for comparison and for messages. */
    String state() {
        return id + " hostname=" + hostname + " tags=" + tags + " public=" + open + " networks=" + networks;
    }
}
