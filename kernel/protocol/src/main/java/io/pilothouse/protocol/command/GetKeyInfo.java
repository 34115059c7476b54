package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code get_key_info}: the history of a key ({@code commands-enterprise.md} 5.2).
 *
 * @param node the node
 */
public record GetKeyInfo(NodeId node) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetKeyInfo, Ok> TYPE = new CommandType<>("get_key_info", GetKeyInfo.class,
            GetKeyInfo::read, Ok::read);

    static GetKeyInfo read(JsonObject in) {
        return new GetKeyInfo(in.node("node_id"));
    }

    @Override
    public CommandType<GetKeyInfo, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node);
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param createdAt when it was made, RFC 3339
     * @param rotateCount how often it was rotated
     * @param rotatedAt when it was last rotated, or empty
     * @param expiresAt until when it is good, or empty
     * @param keyAgeDays whole days since it was made
     */
    public record Ok(NodeId node, String createdAt, long rotateCount, String rotatedAt, String expiresAt,
            long keyAgeDays) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("created_at"), in.whole("rotate_count"), in.text("rotated_at"),
                    in.text("expires_at"), in.whole("key_age_days"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("created_at", createdAt).number("rotate_count", rotateCount)
                    .textIfAny("rotated_at", rotatedAt).textIfAny("expires_at", expiresAt)
                    .number("key_age_days", keyAgeDays);
        }
    }
}
