package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code set_member_tags}: replaces the tags that administrators gave to a member ({@code commands-core.md},
 * set_member_tags).
 *
 * @param network the network
 * @param target the member
 * @param tags the wanted tags as sent, unchecked, if sent
 * @param actor the node that acts by its role, if one does
 */
public record SetMemberTags(NetworkId network, NodeId target, Optional<List<String>> tags,
        NodeId actor) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetMemberTags, Ok> TYPE = new CommandType<>("set_member_tags", SetMemberTags.class,
            SetMemberTags::read, Ok::read);

    static SetMemberTags read(JsonObject in) {
        return new SetMemberTags(in.network("network_id"), in.node("target_node_id"), Wire.texts(in, "tags"),
                in.node("node_id"));
    }

    @Override
    public CommandType<SetMemberTags, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).node("target_node_id", target);
        tags.ifPresent(texts -> out.texts("tags", texts));
        out.nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "set_member_tags:" + actor + ":" + network + ":" + target;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param target the member
     * @param tags its tags from now on
     */
    public record Ok(NetworkId network, NodeId target, List<String> tags) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("target_node_id"), in.texts("tags"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).node("target_node_id", target).texts("tags", tags);
        }
    }
}
