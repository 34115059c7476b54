package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.OptionalDouble;

/**
 * {@code heartbeat}: keeps a node alive; has a native binary form ({@code commands-core.md}, heartbeat).
 *
 * @param node the node
 * @param listenAddress {@code host:port} of the tunnel as sent (R1 extension), or empty
 * @param time when it was signed, seconds since 1970 UTC, if sent (R2 strict mode)
 */
public record Heartbeat(NodeId node, String listenAddress, OptionalDouble time) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Heartbeat, Ok> TYPE = new CommandType<>("heartbeat", Heartbeat.class,
            Heartbeat::read, Ok::read);

    static Heartbeat read(JsonObject in) {
        return new Heartbeat(in.node("node_id"), in.text("listen_addr"), in.number("ts"));
    }

    @Override
    public CommandType<Heartbeat, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).textIfAny("listen_addr", listenAddress).numberIfPresent("ts", time);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        String text = "heartbeat:" + node;
        if (time.isPresent()) {
            return text + ":" + (long) time.getAsDouble();
        }
        return listenAddress.isEmpty() ? text : text + ":" + listenAddress;
    }

    /**
     * The reply.
     *
     * @param time time of the registry, seconds since 1970 UTC
     * @param keyExpiryWarning whether the key expires within 24 hours
     */
    public record Ok(long time, boolean keyExpiryWarning) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.whole("time"), in.flag("key_expiry_warning"));
        }

        @Override
        public void write(JsonWriter out) {
            out.number("time", time).flagIfSet("key_expiry_warning", keyExpiryWarning);
        }
    }
}
