package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code resolve}: where a node is; has a native binary form ({@code commands-core.md}, resolve).
 *
 * @param node the node asked for
 * @param requester who asks
 */
public record Resolve(NodeId node, NodeId requester) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Resolve, Ok> TYPE = new CommandType<>("resolve", Resolve.class, Resolve::read,
            Ok::read);

    static Resolve read(JsonObject in) {
        return new Resolve(in.node("node_id"), in.node("requester_id"));
    }

    @Override
    public CommandType<Resolve, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).node("requester_id", requester);
    }

    @Override
    public NodeId signer() {
        return requester;
    }

    @Override
    public String signedText() {
        return "resolve:" + requester + ":" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param realAddress where it is, possibly empty
     * @param publicKey its key in base64; absent in R2
     * @param endpoints extra transports
     * @param lanAddresses addresses in its local network
     * @param keyAgeDays whole days since its key was made, if known
     * @param relayOnly whether the address is the one of a beacon (R2)
     */
    public record Ok(NodeId node, String realAddress, String publicKey, List<TransportEndpoint> endpoints,
            List<String> lanAddresses, OptionalLong keyAgeDays, boolean relayOnly) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("real_addr"), in.text("public_key"),
                    Wire.endpoints(in, "endpoints"), in.texts("lan_addrs"), Wire.whole(in, "key_age_days"),
                    in.flag("relay_only"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("real_addr", realAddress).text("public_key", publicKey)
                    .objectsIfAny("endpoints", endpoints, Wire::endpoint).textsIfAny("lan_addrs", lanAddresses)
                    .numberIfPresent("key_age_days", keyAgeDays).flagIfSet("relay_only", relayOnly);
        }
    }
}
