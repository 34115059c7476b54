package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/**
 * {@code set_network_enterprise}: switches the enterprise commands of a network on or off ({@code commands-core.md},
 * set_network_enterprise).
 *
 * @param network the network
 * @param enterprise what is wanted, if sent
 */
public record SetNetworkEnterprise(NetworkId network, Optional<Boolean> enterprise) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetNetworkEnterprise, Ok> TYPE = new CommandType<>("set_network_enterprise",
            SetNetworkEnterprise.class, SetNetworkEnterprise::read, Ok::read);

    static SetNetworkEnterprise read(JsonObject in) {
        return new SetNetworkEnterprise(in.network("network_id"), Wire.flag(in, "enterprise"));
    }

    @Override
    public CommandType<SetNetworkEnterprise, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).flagIfPresent("enterprise", enterprise);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param enterprise what holds from now on
     */
    public record Ok(NetworkId network, boolean enterprise) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.flag("enterprise"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).flag("enterprise", enterprise);
        }
    }
}
