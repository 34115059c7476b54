package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code list_nodes}: the members of a network, or all nodes ({@code commands-core.md}, list_nodes).
 *
 * @param network the network; the backbone for all nodes
 * @param requester who asks, if it says so (R2 strict mode)
 */
public record ListNodes(NetworkId network, NodeId requester) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ListNodes, Ok> TYPE = new CommandType<>("list_nodes", ListNodes.class,
            ListNodes::read, Ok::read);

    static ListNodes read(JsonObject in) {
        return new ListNodes(in.network("network_id"), in.node("requester_id"));
    }

    @Override
    public CommandType<ListNodes, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).nodeIfAny("requester_id", requester);
    }

    @Override
    public NodeId signer() {
        return requester;
    }

    @Override
    public String signedText() {
        return requester.none() ? "" : "list_nodes:" + requester + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param nodes one entry per member
     */
    public record Ok(List<Member> nodes) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "nodes", Member::read));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("nodes", nodes, Member::write);
        }
    }

    /**
     * One member.
     *
     * @param node the node
     * @param address its address in the network as text
     * @param live what is known of it while it is registered; empty is written as {@code offline}
     * @param role its role, or empty
     * @param memberTags tags that administrators gave it
     */
    public record Member(NodeId node, String address, Optional<Live> live, String role, List<String> memberTags) {
        static Member read(JsonObject in) {
            return new Member(in.node("node_id"), in.text("address"), Live.read(in), in.text("role"),
                    in.texts("member_tags"));
        }

        void write(JsonWriter out) {
            out.node("node_id", node).text("address", address);
            if (live.isPresent()) {
                live.get().write(out);
            } else {
                out.flag("offline", true);
            }
            out.textIfAny("role", role).textsIfAny("member_tags", memberTags);
        }
    }

    /**
     * What is known of a registered node. Its members stand in the entry itself.
     *
     * @param isPublic whether everybody may resolve it
     * @param poloScore its score; absent in R2
     * @param lastSeen when it was last seen, RFC 3339
     * @param hostname its name, or empty
     * @param taskExec whether it takes tasks
     * @param realAddress where it is, only for public nodes
     * @param tags its tags
     * @param externalId its id at the identity provider, or empty
     * @param version client version, or empty
     */
    public record Live(boolean isPublic, OptionalLong poloScore, String lastSeen, String hostname, boolean taskExec,
            Optional<String> realAddress, List<String> tags, String externalId, String version) {
        static Optional<Live> read(JsonObject in) {
            return in.flag("offline")
                    ? Optional.empty()
                    : Optional.of(new Live(in.flag("public"), Wire.whole(in, "polo_score"), in.text("last_seen"),
                            in.text("hostname"), in.flag("task_exec"), Wire.text(in, "real_addr"), in.texts("tags"),
                            in.text("external_id"), in.text("version")));
        }

        void write(JsonWriter out) {
            out.flag("public", isPublic).numberIfPresent("polo_score", poloScore).text("last_seen", lastSeen)
                    .textIfAny("hostname", hostname).flagIfSet("task_exec", taskExec)
                    .textIfPresent("real_addr", realAddress).textsIfAny("tags", tags)
                    .textIfAny("external_id", externalId).textIfAny("version", version);
        }
    }
}
