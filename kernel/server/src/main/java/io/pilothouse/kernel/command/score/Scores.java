package io.pilothouse.kernel.command.score;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeId;
import java.util.OptionalDouble;

/** Limits and words that the score commands share. */
final class Scores {
    /** Largest score in either direction. */
    static final int MOST = 1_000_000;

    private Scores() {}

    /** A number that was sent and is not larger than this in either direction, truncated toward zero. */
    static int within(OptionalDouble sent, int most, String missing, String tooLarge) {
        if (sent.isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, missing);
        }
        if (!(Math.abs(sent.getAsDouble()) <= most)) {
            throw new Refusal(Refusal.Code.INVALID, tooLarge + " out of range (max " + most + ")");
        }
        return (int) sent.getAsDouble();
    }

    /** A live node, or the refusal in the words of these commands. */
    static Node node(NodeId node, Context context) {
        return context.state().node(node)
                .orElseThrow(() -> new Refusal(Refusal.Code.NOT_FOUND, "node " + node + " not found"));
    }
}
