package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code set_network_policy}: changes the policy of a network; what is not sent stays. The three members may also
 * stand in an object {@code policy}, as public documentation shows ({@code commands-enterprise.md} 3.1).
 *
 * @param network the network
 * @param maxMembers as sent
 * @param allowedPorts as sent
 * @param description as sent
 * @param sealedOnly whether commands about the network need a sealed signature, if sent (not in R1 and R2)
 * @param actor the node that acts by its role, if one does
 */
public record SetNetworkPolicy(NetworkId network, Optional<Object> maxMembers, Optional<Object> allowedPorts,
        Optional<Object> description, Optional<Boolean> sealedOnly, NodeId actor) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetNetworkPolicy, Ok> TYPE = new CommandType<>("set_network_policy",
            SetNetworkPolicy.class, SetNetworkPolicy::read, Ok::read);

    /** A command with the members that all registries know. */
    public SetNetworkPolicy(NetworkId network, Optional<Object> maxMembers, Optional<Object> allowedPorts,
            Optional<Object> description, NodeId actor) {
        this(network, maxMembers, allowedPorts, description, Optional.empty(), actor);
    }

    static SetNetworkPolicy read(JsonObject in) {
        return new SetNetworkPolicy(in.network("network_id"), sent(in, "max_members"), sent(in, "allowed_ports"),
                sent(in, "description"),
                sent(in, "sealed_only").filter(Boolean.class::isInstance).map(Boolean.class::cast),
                in.node("node_id"));
    }

    private static Optional<Object> sent(JsonObject in, String name) {
        return in.value(name).or(() -> in.object("policy").flatMap(policy -> policy.value(name)));
    }

    @Override
    public CommandType<SetNetworkPolicy, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).valueIfPresent("max_members", maxMembers)
                .valueIfPresent("allowed_ports", allowedPorts).valueIfPresent("description", description)
                .flagIfPresent("sealed_only", sealedOnly).nodeIfAny("node_id", actor);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        return actor.none() ? "" : "set_network_policy:" + actor + ":" + network;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The resulting policy.
     *
     * @param network the network
     * @param maxMembers how many members it may have, 0 for any number
     * @param allowedPorts the ports, empty for all
     * @param description what it is for, or empty
     * @param sealedOnly whether commands about the network need a sealed signature
     */
    public record Ok(NetworkId network, long maxMembers, List<Integer> allowedPorts, String description,
            boolean sealedOnly) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.whole("max_members"), Wire.ports(in, "allowed_ports"),
                    in.text("description"), in.flag("sealed_only"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).number("max_members", maxMembers).numbers("allowed_ports", allowedPorts)
                    .text("description", description).flagIfSet("sealed_only", sealedOnly);
        }
    }
}
