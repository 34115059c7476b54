package io.pilothouse.kernel.net;

import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Heartbeat;

/** Error texts of native binary requests, where they differ from those of JSON ({@code wire.md} 7.5). */
final class NativeErrors {
    private static final String NODE_NOT_FOUND = ": node not found";
    private static final String NO_KEY = "node has no public key";

    private NativeErrors() {}

    static String text(CommandType<?, ?> type, String json) {
        if (json.startsWith("node ") && json.endsWith(NODE_NOT_FOUND)) {
            return json.substring(0, json.length() - NODE_NOT_FOUND.length()) + ": not found";
        }
        if (json.startsWith(NO_KEY)) {
            return type.equals(Heartbeat.TYPE)
                    ? NO_KEY + ": binary heartbeat requires key"
                    : "requester has no public key";
        }
        return json;
    }
}
