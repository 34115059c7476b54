package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.kernel.state.Draft;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.JsonMessages;
import java.util.List;

/** A registry with node 1 (key A), node 2 (key B), node 3 without a key and node 4 (key C), which is reaped. */
final class SealWorld {
    static final String REGISTRY = "7d9f2a4c-51be-4f0e-8a36-c2d1e0b94f57";
    static final long TIME = 1_800_000_000_000L;
    static final long STARTED = TIME - 3_600_000;
    static final NodeId ONE = NodeId.of(1);
    static final NodeId TWO = NodeId.of(2);

    private SealWorld() {}

    static LiveState state() {
        LiveState state = new LiveState();
        Draft draft = state.draft();
        List.of(new Change.RegistryFounded(REGISTRY, STARTED),
                new Change.NodePut(Node.fresh(ONE, Ed25519Cases.A, STARTED)),
                new Change.NodePut(Node.fresh(TWO, Ed25519Cases.B, STARTED)),
                new Change.NodePut(Node.fresh(NodeId.of(3), null, STARTED)),
                new Change.NodePut(Node.fresh(NodeId.of(4), Ed25519Cases.C, STARTED)
                        .with(edit -> edit.standing(Standing.REAPED))))
                .forEach(draft::apply);
        draft.publish();
        return state;
    }

    static JsonObject message(String json) {
        try {
            return JsonReader.object(json);
        } catch (MalformedJsonException malformed) {
            throw new IllegalArgumentException(json, malformed);
        }
    }

    static Request request(String json) {
        return JsonMessages.request(message(json)).orElseThrow();
    }
}
