package io.pilothouse.acceptance.authority;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.util.ArrayList;
import java.util.List;

/** Sets up situations over a connection of its own. One thread at a time. */
public final class Stagehand {
    private final WireConnection connection;
    private final String name;
    private int made;

    /**
     * A stagehand.
     *
     * @param name tells it from others of the same registry: lowercase letters and digits
     */
    public Stagehand(WireConnection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * A new situation.
     *
     * @param inviting whether the network is one that invites; its owner then has invited {@code other} too, and without the
     *     enterprise features it is one that had them before, so that its roles are gone
     */
    public Situation situation(boolean enterprise, boolean inviting) {
        String own = name + "-" + made++;
        List<Party> people = register(own);
        Party owner = people.get(0);
        Party admin = people.get(1);
        Party other = people.get(4);
        List<JsonNode> founded = all(List.of(
                provision(own, owner, enterprise || inviting, inviting),
                provision(own + "-other", other, enterprise, false),
                admin("set_external_id").put("node_id", admin.node()).put("external_id", own + "@example.net")));
        long network = founded.getFirst().path("network_id").asLong();
        List<Party> members = people.subList(1, 4);
        if (inviting) {
            List<ObjectNode> invitations = new ArrayList<>();
            people.subList(1, 5).forEach(invited -> invitations.add(admin("invite_to_network")
                    .put("network_id", network).put("inviter_id", owner.node()).put("target_node_id", invited.node())));
            members.forEach(invited -> invitations.add(WireConnection.command("respond_invite")
                    .put("node_id", invited.node()).put("network_id", network).put("accept", true)
                    .put("signature", invited.key().sign("respond_invite:" + invited.node() + ":" + network))));
            if (!enterprise) {
                invitations.add(admin("set_network_enterprise").put("network_id", network).put("enterprise", false));
            }
            all(invitations);
        } else {
            all(members.stream().map(joining -> admin("join_network").put("node_id", joining.node())
                    .put("network_id", network)).toList());
        }
        return new Situation(made, enterprise, network, token(own), owner, admin, people.get(2), people.get(3), other,
                people.get(5));
    }

    /** Sends commands that must be granted. */
    public List<JsonNode> all(List<? extends ObjectNode> commands) {
        List<JsonNode> replies = connection.callAll(commands);
        for (int i = 0; i < replies.size(); i++) {
            if (!replies.get(i).path("type").asText().endsWith("_ok")) {
                throw new IllegalStateException(
                        "the stage cannot be set: " + commands.get(i) + " was answered " + replies.get(i));
            }
        }
        return replies;
    }

    /** A command with the global token. */
    public static ObjectNode admin(String type) {
        return WireConnection.command(type).put("admin_token", RegistryOptions.ADMIN_TOKEN);
    }

    private List<Party> register(String own) {
        List<AgentKey> keys = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            keys.add(AgentKey.of("authority/" + own + "/" + i));
        }
        List<JsonNode> replies = all(keys.stream().map(Commands::register).toList());
        List<Party> people = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            people.add(new Party(keys.get(i), replies.get(i).path("node_id").asLong()));
        }
        return people;
    }

    private static ObjectNode provision(String own, Party owner, boolean enterprise, boolean inviting) {
        ObjectNode command = admin("provision_network").put("node_id", owner.node());
        command.set("blueprint", blueprint(own, enterprise, inviting));
        return command;
    }

    /** The admin is told by its external id: without the enterprise features nobody could be promoted. */
    private static ObjectNode blueprint(String own, boolean enterprise, boolean inviting) {
        ObjectNode blueprint = WireConnection.command("").put("name", "n" + own)
                .put("join_rule", inviting ? "invite" : "open").put("enterprise", enterprise)
                .put("network_admin_token", token(own));
        blueprint.remove("type");
        blueprint.putArray("roles").addObject().put("external_id", own + "@example.net").put("role", "admin");
        return blueprint;
    }

    private static String token(String own) {
        return "token-of-" + own;
    }
}
