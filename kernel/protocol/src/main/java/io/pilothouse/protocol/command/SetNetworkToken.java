package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code set_network_token}: replaces or takes away a secret of a network; R1 can set them only when it creates the network
 * ({@code commands-enterprise.md} 12). A node that acts by its role must seal the command: there is no short text that would
 * leave out the new secret.
 *
 * @param network the network
 * @param kind {@link #ADMIN} or {@link #JOIN}, unchecked
 * @param token the secret from now on, an empty one for none; absent if none was sent, which is refused
 * @param actor the node that acts by its role, if one does
 */
public record SetNetworkToken(NetworkId network, String kind, Optional<String> token, NodeId actor)
        implements
            EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetNetworkToken, Ok> TYPE = new CommandType<>("set_network_token",
            SetNetworkToken.class, SetNetworkToken::read, Ok::read);
    /** The network's own admin token. */
    public static final String ADMIN = "admin";
    /** What a joiner must know under the join rule token. */
    public static final String JOIN = "join";

    static SetNetworkToken read(JsonObject in) {
        return new SetNetworkToken(in.network("network_id"), in.text("kind"), Wire.text(in, "new_token"),
                in.node("node_id"));
    }

    /** A token, or an empty text for none. */
    public SetNetworkToken(NetworkId network, String kind, String token, NodeId actor) {
        this(network, kind, Optional.of(token), actor);
    }

    @Override
    public CommandType<SetNetworkToken, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).text("kind", kind).textIfPresent("new_token", token)
                .nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "SetNetworkToken[" + network + ", " + kind
                + (token.filter(String::isEmpty).isPresent() ? ", cleared]" : "]");
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param kind as sent
     * @param set whether there is a token now
     */
    public record Ok(NetworkId network, String kind, boolean set) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.text("kind"), in.text("status").equals("set"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("kind", kind).text("status", set ? "set" : "cleared");
        }
    }
}
