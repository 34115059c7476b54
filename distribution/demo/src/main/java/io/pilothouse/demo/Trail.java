package io.pilothouse.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.protocol.command.GetAuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the registry's audit trail from its first entry on and numbers the events, as the registry does for its receivers.
 *
 * <p>Threads: one.
 */
final class Trail {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final List<Event> events = new ArrayList<>();
    private long nextSequence = 1;

    /** Adds one entry, a text as it is hashed. */
    void add(String entry) {
        try {
            JsonNode tree = MAPPER.readTree(entry);
            nextSequence = tree.path("sequence").asLong() + 1;
            for (JsonNode event : tree.path("events")) {
                events.add(new Event(events.size() + 1L, tree.path("sequence").asLong(), event.path("action").asText(),
                        tree.path("actor").asText(), event.path("data")));
            }
        } catch (JsonProcessingException malformed) {
            throw new StepFailedException("an entry of the trail is no JSON: " + entry, malformed);
        }
    }

    /** Reads what has come since the last time. */
    void read(RegistryClient admin) {
        while (true) {
            GetAuditTrail.Ok page = admin.call(GetAuditTrail.TYPE,
                    new GetAuditTrail(nextSequence, OptionalLong.empty()));
            if (page.entries().isEmpty()) {
                return;
            }
            page.entries().forEach(this::add);
        }
    }

    /** How many events there are. */
    int size() {
        return events.size();
    }

    /** The events after so many. */
    List<Event> after(int count) {
        return List.copyOf(events.subList(count, events.size()));
    }
}
