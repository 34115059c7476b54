package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code poll_invites}: the invites of a node ({@code commands-enterprise.md} 4.2).
 *
 * @param node the node
 */
public record PollInvites(NodeId node) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PollInvites, Ok> TYPE = new CommandType<>("poll_invites", PollInvites.class,
            PollInvites::read, Ok::read);

    static PollInvites read(JsonObject in) {
        return new PollInvites(in.node("node_id"));
    }

    @Override
    public CommandType<PollInvites, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "poll_invites:" + node;
    }

    /**
     * The reply.
     *
     * @param invites the invites
     */
    public record Ok(List<Invite> invites) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "invites", Invite::read));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("invites", invites, Invite::write);
        }
    }

    /**
     * One invite.
     *
     * @param network the network
     * @param inviter who invites
     * @param timestamp when, seconds since 1970 UTC
     */
    public record Invite(NetworkId network, NodeId inviter, long timestamp) {
        static Invite read(JsonObject in) {
            return new Invite(in.network("network_id"), in.node("inviter_id"), in.whole("timestamp"));
        }

        void write(JsonWriter out) {
            out.network("network_id", network).node("inviter_id", inviter).number("timestamp", timestamp);
        }
    }
}
