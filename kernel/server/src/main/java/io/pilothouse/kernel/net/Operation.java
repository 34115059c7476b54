package io.pilothouse.kernel.net;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.ListNodes;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Resolve;
import io.pilothouse.protocol.command.ResolveHostname;

/** Operations that R0 limits per source address ({@code wire.md} 9). */
public enum Operation {
    /** {@code register}. */
    REGISTRATION(10, "registrations"),
    /** {@code resolve}. */
    RESOLVE(100, "resolves"),
    /** {@code lookup}, {@code list_nodes}, {@code resolve_hostname}. */
    QUERY(500, "queries"),
    /** {@code heartbeat}. */
    HEARTBEAT(50, "heartbeats"),
    /** All others, which are not limited. */
    OTHER(0, "requests");

    private final int perMinute;
    private final String plural;

    Operation(int perMinute, String plural) {
        this.perMinute = perMinute;
        this.plural = plural;
    }

    /** Requests per minute and address; 0 means no limit. */
    public int perMinute() {
        return perMinute;
    }

    /** R0's text of the refusal. */
    public String refusal(String ip) {
        return "rate limited: too many " + plural + " from " + ip;
    }

    /** The operation of a command. */
    public static Operation of(Command command) {
        return switch (command) {
            case Register register -> REGISTRATION;
            case Resolve resolve -> RESOLVE;
            case Lookup lookup -> QUERY;
            case ListNodes list -> QUERY;
            case ResolveHostname resolve -> QUERY;
            case Heartbeat heartbeat -> HEARTBEAT;
            default -> OTHER;
        };
    }
}
