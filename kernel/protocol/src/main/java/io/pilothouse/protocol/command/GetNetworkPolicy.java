package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code get_network_policy}: the policy of a network ({@code commands-enterprise.md} 3.2).
 *
 * @param network the network
 */
public record GetNetworkPolicy(NetworkId network) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetNetworkPolicy, Ok> TYPE = new CommandType<>("get_network_policy",
            GetNetworkPolicy.class, GetNetworkPolicy::read, Ok::read);

    static GetNetworkPolicy read(JsonObject in) {
        return new GetNetworkPolicy(in.network("network_id"));
    }

    @Override
    public CommandType<GetNetworkPolicy, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The policy.
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
