package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code export_blueprint}: the network as it is, as a document without secrets ({@code blueprint.md} 10.8).
 *
 * @param network the network
 */
public record ExportBlueprint(NetworkId network) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ExportBlueprint, Ok> TYPE = new CommandType<>("export_blueprint",
            ExportBlueprint.class, ExportBlueprint::read, Ok::read);

    static ExportBlueprint read(JsonObject in) {
        return new ExportBlueprint(in.network("network_id"));
    }

    @Override
    public CommandType<ExportBlueprint, Ok> type() {
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
     * @param blueprint the document
     * @param warnings what the document cannot say
     */
    public record Ok(NetworkId network, JsonObject blueprint, List<String> warnings) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.object("blueprint").orElseGet(JsonObject::new),
                    in.texts("warnings"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).value("blueprint", blueprint).textsIfAny("warnings", warnings);
        }
    }
}
