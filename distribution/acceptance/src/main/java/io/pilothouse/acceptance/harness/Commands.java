package io.pilothouse.acceptance.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The commands that the tests send, as today's daemons and tools write them. */
public final class Commands {
    private Commands() {}

    /** The beginning of a command with the admin token. */
    public static ObjectNode admin(String type) {
        return WireConnection.command(type).put("admin_token", RegistryOptions.ADMIN_TOKEN);
    }

    public static ObjectNode register(AgentKey key) {
        return WireConnection.command("register").put("public_key", key.publicKey()).put("listen_addr",
                "127.0.0.1:4000");
    }

    public static ObjectNode lookup(long node) {
        return WireConnection.command("lookup").put("node_id", node);
    }

    public static ObjectNode resolve(AgentKey key, long requester, long target) {
        return WireConnection.command("resolve").put("node_id", target).put("requester_id", requester).put("signature",
                key.sign("resolve:" + requester + ":" + target));
    }

    public static ObjectNode heartbeat(AgentKey key, long node) {
        return signed("heartbeat", key, node);
    }

    public static ObjectNode hostname(AgentKey key, long node, String hostname) {
        return signed("set_hostname", key, node).put("hostname", hostname);
    }

    public static ObjectNode tags(AgentKey key, long node, List<String> tags) {
        ObjectNode command = signed("set_tags", key, node);
        tags.forEach(command.putArray("tags")::add);
        return command;
    }

    public static ObjectNode visibility(AgentKey key, long node, boolean open) {
        return signed("set_visibility", key, node).put("public", open);
    }

    public static ObjectNode trust(AgentKey key, long node, long peer) {
        return WireConnection.command("report_trust").put("node_id", node).put("peer_id", peer).put("signature",
                key.sign("report_trust:" + node + ":" + peer));
    }

    public static ObjectNode checkTrust(long node, long peer) {
        return WireConnection.command("check_trust").put("node_id", node).put("peer_id", peer);
    }

    public static ObjectNode createNetwork(long owner, String name) {
        return admin("create_network").put("node_id", owner).put("name", name).put("join_rule", "open");
    }

    public static ObjectNode join(AgentKey key, long node, long network) {
        return WireConnection.command("join_network").put("node_id", node).put("network_id", network).put("signature",
                key.sign("join_network:" + node + ":" + network));
    }

    public static ObjectNode listNodes(long network) {
        return WireConnection.command("list_nodes").put("network_id", network).put("admin_token",
                RegistryOptions.ADMIN_TOKEN);
    }

    private static ObjectNode signed(String type, AgentKey key, long node) {
        return WireConnection.command(type).put("node_id", node).put("signature", key.sign(type + ":" + node));
    }
}
