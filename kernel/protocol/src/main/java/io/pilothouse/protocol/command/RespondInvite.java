package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code respond_invite}: answers an invite ({@code commands-enterprise.md} 4.3).
 *
 * @param node the node
 * @param network the network
 * @param accept whether the node joins, if sent
 */
public record RespondInvite(NodeId node, NetworkId network, Optional<Boolean> accept) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<RespondInvite, Ok> TYPE = new CommandType<>("respond_invite", RespondInvite.class,
            RespondInvite::read, Ok::read);

    static RespondInvite read(JsonObject in) {
        return new RespondInvite(in.node("node_id"), in.network("network_id"), Wire.flag(in, "accept"));
    }

    @Override
    public CommandType<RespondInvite, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).network("network_id", network).flagIfPresent("accept", accept);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "respond_invite:" + node + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param accepted whether it joined
     * @param network the network
     */
    public record Ok(boolean accepted, NetworkId network) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("accepted"), in.network("network_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("accepted", accepted).network("network_id", network);
        }
    }
}
