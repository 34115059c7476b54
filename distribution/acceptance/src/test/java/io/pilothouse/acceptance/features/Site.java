package io.pilothouse.acceptance.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One running bundle that the tests of a class share, and the words they use. Each test makes its own nodes and networks. Register
 * it as a static extension of the class.
 */
final class Site implements BeforeAllCallback, AfterAllCallback {
    private Path data;
    private Registry registry;
    private WireConnection connection;
    private int nodes;
    private int networks;

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        data = Files.createTempDirectory("features-");
        registry = Registry.start(RegistryOptions.in(data.resolve("data")).with("log-format", "json")
                .with("replication-token", "feature-replication").with("outbound-private-networks", "allow"));
        connection = registry.connect();
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        if (connection != null) {
            connection.close();
        }
        if (registry != null) {
            registry.close();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * A network and its members.
     *
     * @param token its own admin token
     * @param members without the owner
     */
    record Group(long network, String token, Party owner, List<Party> members) {
        Party member(int number) {
            return members.get(number);
        }
    }

    Registry registry() {
        return registry;
    }

    JsonNode call(ObjectNode command) {
        return connection.call(command);
    }

    /** The reply to what must be granted. */
    JsonNode ok(ObjectNode command) {
        JsonNode reply = call(command);
        assertEquals(command.path("type").asText() + "_ok", reply.path("type").asText(),
                () -> command + " was answered " + reply);
        assertFalse(reply.has("error"), reply::toString);
        return reply;
    }

    List<JsonNode> okAll(List<? extends ObjectNode> commands) {
        List<JsonNode> replies = connection.callAll(commands);
        replies.forEach(reply -> assertTrue(reply.path("type").asText().endsWith("_ok"), reply::toString));
        return replies;
    }

    /** What must be refused, with a text that has this part. */
    void refused(String part, ObjectNode command) {
        JsonNode reply = call(command);
        assertEquals("error", reply.path("type").asText(), () -> command + " was answered " + reply);
        assertTrue(reply.path("error").asText().contains(part), () -> "expected \"" + part + "\", got " + reply);
    }

    static ObjectNode command(String type) {
        return WireConnection.command(type);
    }

    static ObjectNode admin(String type) {
        return command(type).put("admin_token", RegistryOptions.ADMIN_TOKEN);
    }

    static ObjectNode signed(ObjectNode command, Party by, String text) {
        return command.put("signature", by.key().sign(text));
    }

    /** A command by a role about a member. */
    static ObjectNode byRole(String type, Group group, Party actor, Party target) {
        return signed(command(type).put("network_id", group.network()).put("node_id", actor.node())
                .put("target_node_id", target.node()), actor,
                type + ":" + actor.node() + ":" + group.network() + ":" + target.node());
    }

    /** A command by a role about the network. */
    static ObjectNode byRole(String type, Group group, Party actor) {
        return signed(command(type).put("network_id", group.network()).put("node_id", actor.node()), actor,
                type + ":" + actor.node() + ":" + group.network());
    }

    static ObjectNode transfer(Group group, Party actor, long successor) {
        return signed(command("transfer_ownership").put("network_id", group.network()).put("node_id", actor.node())
                .put("new_owner_id", successor), actor,
                "transfer_ownership:" + actor.node() + ":" + group.network() + ":" + successor);
    }

    static ObjectNode invite(Group group, Party inviter, Party target) {
        return signed(command("invite_to_network").put("network_id", group.network()).put("inviter_id", inviter.node())
                .put("target_node_id", target.node()), inviter,
                "invite:" + inviter.node() + ":" + group.network() + ":" + target.node());
    }

    static ObjectNode respond(Group group, Party invited, boolean accept) {
        return signed(command("respond_invite").put("network_id", group.network()).put("node_id", invited.node())
                .put("accept", accept), invited, "respond_invite:" + invited.node() + ":" + group.network());
    }

    static ObjectNode join(Group group, Party joining) {
        return Commands.join(joining.key(), joining.node(), group.network());
    }

    static ObjectNode leave(Group group, Party leaving) {
        return signed(command("leave_network").put("network_id", group.network()).put("node_id", leaving.node()),
                leaving, "leave_network:" + leaving.node() + ":" + group.network());
    }

    Party node() {
        return nodes(1).getFirst();
    }

    List<Party> nodes(int count) {
        List<AgentKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(AgentKey.of("features/" + nodes++));
        }
        List<JsonNode> replies = okAll(keys.stream().map(Commands::register).toList());
        List<Party> parties = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parties.add(new Party(keys.get(i), replies.get(i).path("node_id").asLong()));
        }
        return parties;
    }

    String newName() {
        return "network-" + networks++;
    }

    /** A network with so many members besides its owner. */
    Group group(boolean enterprise, String rule, int members) {
        List<Party> people = nodes(members + 1);
        String name = newName();
        String token = "token-of-" + name;
        long network = ok(admin("create_network").put("node_id", people.getFirst().node()).put("name", name)
                .put("join_rule", rule).put("enterprise", enterprise).put("network_admin_token", token))
                .path("network_id").asLong();
        Group group = new Group(network, token, people.getFirst(), people.subList(1, people.size()));
        if (rule.equals("invite")) {
            okAll(group.members().stream().map(member -> invite(group, group.owner(), member)).toList());
            okAll(group.members().stream().map(member -> respond(group, member, true)).toList());
        } else {
            okAll(group.members().stream().map(member -> join(group, member)).toList());
        }
        return group;
    }

    Group enterprise(int members) {
        return group(true, "open", members);
    }

    /** The role of a node, or an empty text. */
    String role(Group group, Party party) {
        return call(command("get_member_role").put("network_id", group.network()).put("target_node_id", party.node()))
                .path("role").asText();
    }

    /** The ids of the members, in their order. */
    List<Long> members(long network) {
        List<Long> ids = new ArrayList<>();
        ok(command("list_nodes").put("network_id", network)).path("nodes")
                .forEach(node -> ids.add(node.path("node_id").asLong()));
        return ids;
    }

    /** The newest audit entries of a network, newest first. */
    List<String> audit(long network) {
        List<String> entries = new ArrayList<>();
        ok(admin("get_audit_log").put("network_id", network).put("limit", 1000)).path("entries")
                .forEach(entry -> entries.add(entry.path("action").asText() + " " + entry.path("details").asText()));
        return entries;
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within 30 s: " + what);
            Thread.onSpinWait();
        }
    }
}
