package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code provision_network}: creates or changes a network as a document says ({@code commands-enterprise.md} 8.1).
 *
 * @param blueprint the document ({@code blueprint.md}), if it is an object
 */
public record ProvisionNetwork(Optional<JsonObject> blueprint) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ProvisionNetwork, Ok> TYPE = new CommandType<>("provision_network",
            ProvisionNetwork.class, ProvisionNetwork::read, Ok::read);

    static ProvisionNetwork read(JsonObject in) {
        return new ProvisionNetwork(in.object("blueprint"));
    }

    @Override
    public CommandType<ProvisionNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        blueprint.ifPresent(object -> out.value("blueprint", object));
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param name its name
     * @param created whether it is new
     * @param actions what was done
     */
    public record Ok(NetworkId network, String name, boolean created, List<String> actions) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.text("name"), in.flag("created"), in.texts("actions"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("name", name).flag("created", created).texts("actions", actions);
        }
    }
}
