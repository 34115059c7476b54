package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code lookup}: what everybody may know of a node ({@code commands-core.md}, lookup). Has a native binary form.
 *
 * @param node the node asked for
 */
public record Lookup(NodeId node) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Lookup, Ok> TYPE = new CommandType<>("lookup", Lookup.class, Lookup::read,
            Ok::read);

    static Lookup read(JsonObject in) {
        return new Lookup(in.node("node_id"));
    }

    @Override
    public CommandType<Lookup, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param address its backbone address as text
     * @param networks its networks, the backbone first
     * @param publicKey its key in base64, empty when it has none
     * @param isPublic whether everybody may resolve it
     * @param poloScore its score; absent in R2
     * @param hostname its name, or empty
     * @param tags its tags
     * @param taskExec whether it takes tasks
     * @param realAddress where it is, only for public nodes (then possibly empty)
     * @param endpoints extra transports, only for public nodes
     * @param externalId its id at the identity provider, or empty
     * @param version client version, or empty
     */
    public record Ok(NodeId node, String address, List<NetworkId> networks, String publicKey, boolean isPublic,
            OptionalLong poloScore, String hostname, List<String> tags, boolean taskExec, Optional<String> realAddress,
            List<TransportEndpoint> endpoints, String externalId, String version) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("address"), Wire.networks(in, "networks"), in.text("public_key"),
                    in.flag("public"), Wire.whole(in, "polo_score"), in.text("hostname"), in.texts("tags"),
                    in.flag("task_exec"), Wire.text(in, "real_addr"), Wire.endpoints(in, "endpoints"),
                    in.text("external_id"), in.text("version"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("address", address).networks("networks", networks)
                    .text("public_key", publicKey).flag("public", isPublic);
            poloScore.ifPresent(score -> out.number("polo_score", score));
            out.textIfAny("hostname", hostname).textsIfAny("tags", tags).flagIfSet("task_exec", taskExec);
            realAddress.ifPresent(address -> out.text("real_addr", address));
            Wire.endpoints(out, "endpoints", endpoints);
            out.textIfAny("external_id", externalId).textIfAny("version", version);
        }
    }
}
