package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code get_blueprint_drift}: what of a network is otherwise than the blueprint says that was last applied to it.
 *
 * @param network the network
 */
public record GetBlueprintDrift(NetworkId network) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetBlueprintDrift, Ok> TYPE = new CommandType<>("get_blueprint_drift",
            GetBlueprintDrift.class, GetBlueprintDrift::read, Ok::read);

    static GetBlueprintDrift read(JsonObject in) {
        return new GetBlueprintDrift(in.network("network_id"));
    }

    @Override
    public CommandType<GetBlueprintDrift, Ok> type() {
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
     * The reply.
     *
     * @param network the network
     * @param provisioned whether a blueprint was ever applied to it
     * @param applied when, RFC 3339, or empty
     * @param fingerprint SHA-256 of the document without secrets, in hexadecimal, or empty
     * @param differences what the blueprint would make otherwise
     * @param trouble why the blueprint could not be applied any more, or empty
     */
    public record Ok(NetworkId network, boolean provisioned, String applied, String fingerprint,
            List<ProvisionNetwork.Difference> differences, String trouble) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.flag("provisioned"), in.text("applied"), in.text("fingerprint"),
                    Wire.list(in, "differences", ProvisionNetwork.Difference::read), in.text("trouble"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).flag("provisioned", provisioned)
                    .flag("drifted", !differences.isEmpty() || !trouble.isEmpty()).textIfAny("applied", applied)
                    .textIfAny("fingerprint", fingerprint)
                    .objects("differences", differences, ProvisionNetwork.Difference::write)
                    .textIfAny("trouble", trouble);
        }
    }
}
