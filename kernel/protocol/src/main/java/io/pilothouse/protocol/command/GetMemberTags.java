package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code get_member_tags}: the tags that administrators gave to members ({@code commands-core.md}, get_member_tags).
 *
 * @param network the network
 * @param target the member, or none for all members
 */
public record GetMemberTags(NetworkId network, NodeId target) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetMemberTags, Ok> TYPE = new CommandType<>("get_member_tags",
            GetMemberTags.class, GetMemberTags::read, Ok::read);

    static GetMemberTags read(JsonObject in) {
        return new GetMemberTags(in.network("network_id"), in.node("target_node_id"));
    }

    @Override
    public CommandType<GetMemberTags, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).nodeIfAny("target_node_id", target);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply: of one member its tags, otherwise the tags of each.
     *
     * @param network the network
     * @param target the member, or none for all members
     * @param tags the tags of the one member
     * @param members the tags of all members; only without a target
     */
    public record Ok(NetworkId network, NodeId target, List<String> tags, Map<NodeId, List<String>> members)
            implements
                Reply {
        public Ok {
            if (target.none() ? !tags.isEmpty() : !members.isEmpty()) {
                throw new IllegalArgumentException("tags go with a target, members without one");
            }
        }

        static Ok read(JsonObject in) {
            NetworkId network = in.network("network_id");
            NodeId target = in.node("target_node_id");
            return target.none()
                    ? new Ok(network, target, List.of(), members(in))
                    : new Ok(network, target, in.texts("tags"), Map.of());
        }

        private static Map<NodeId, List<String>> members(JsonObject in) {
            Map<NodeId, List<String>> members = new LinkedHashMap<>();
            in.object("members").ifPresent(object -> object.members().keySet()
                    .forEach(name -> Wire.node(name).ifPresent(node -> members.put(node, object.texts(name)))));
            return members;
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network);
            if (target.none()) {
                out.beginObject("members");
                members.forEach((member, labels) -> out.texts(member.toString(), labels));
                out.endObject();
            } else {
                out.node("target_node_id", target).texts("tags", tags);
            }
        }
    }
}
