package io.pilothouse.kernel.model;

import java.util.List;

/** What waits for a node until it polls. */
public record HandshakeInbox(List<HandshakeRequest> requests, List<HandshakeResponse> responses) {
    /** Most requests, and most responses, that are kept. */
    public static final int CAPACITY = 100;

    /** Nothing waits. */
    public static final HandshakeInbox EMPTY = new HandshakeInbox(List.of(), List.of());

    public HandshakeInbox {
        requests = requests == null ? List.of() : List.copyOf(requests);
        responses = responses == null ? List.of() : List.copyOf(responses);
    }
}
