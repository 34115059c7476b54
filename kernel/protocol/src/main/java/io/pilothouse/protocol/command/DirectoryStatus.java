package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.OptionalLong;

/**
 * {@code directory_status}: how a network relates to the directory ({@code commands-enterprise.md} 7.2).
 *
 * @param network the network
 */
public record DirectoryStatus(NetworkId network) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<DirectoryStatus, Ok> TYPE = new CommandType<>("directory_status",
            DirectoryStatus.class, DirectoryStatus::read, Ok::read);

    static DirectoryStatus read(JsonObject in) {
        return new DirectoryStatus(in.network("network_id"));
    }

    @Override
    public CommandType<DirectoryStatus, Ok> type() {
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
     * @param total members
     * @param mapped members with an id at the identity provider
     * @param unmapped members without one
     * @param enterprise whether the enterprise commands apply
     * @param preAssignments how many roles are assigned in advance, if any list exists
     * @param lastSync when it was last brought in line, RFC 3339, or empty
     */
    public record Ok(NetworkId network, long total, long mapped, long unmapped, boolean enterprise,
            OptionalLong preAssignments, String lastSync) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.whole("total"), in.whole("mapped"), in.whole("unmapped"),
                    in.flag("enterprise"), Wire.whole(in, "pre_assignments"), in.text("last_sync"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).number("total", total).number("mapped", mapped)
                    .number("unmapped", unmapped).flag("enterprise", enterprise)
                    .numberIfPresent("pre_assignments", preAssignments).textIfAny("last_sync", lastSync);
        }
    }
}
