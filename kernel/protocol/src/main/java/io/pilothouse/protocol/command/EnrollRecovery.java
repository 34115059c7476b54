package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code enroll_recovery}: prepares a node for the loss of its key ({@code commands-core.md}, commands only in R2).
 *
 * @param node the node
 * @param enrollment the enrolment statement, unchecked
 * @param enrollmentSignature signature of the issuer, base64
 */
public record EnrollRecovery(NodeId node, String enrollment, String enrollmentSignature) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<EnrollRecovery, Ok> TYPE = new CommandType<>("enroll_recovery",
            EnrollRecovery.class, EnrollRecovery::read, Ok::read);

    static EnrollRecovery read(JsonObject in) {
        return new EnrollRecovery(in.node("node_id"), in.text("enrollment"), in.text("enrollment_sig"));
    }

    @Override
    public CommandType<EnrollRecovery, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).text("enrollment", enrollment).text("enrollment_sig", enrollmentSignature);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "enroll_recovery:" + node + ":" + commitment();
    }

    /** The commitment inside the statement ({@code commands-enterprise.md} 14.6), empty when there is none. */
    public String commitment() {
        String[] parts = enrollment.split(":", -1);
        return parts.length > 4 ? parts[4] : "";
    }

    /**
     * The reply.
     *
     * @param node the node
     */
    public record Ok(NodeId node) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node);
        }
    }
}
