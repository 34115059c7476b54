package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/** {@code get_audit_export}: how the export of audit entries goes ({@code commands-enterprise.md} 9.3). */
public record GetAuditExport() implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetAuditExport, Ok> TYPE = new CommandType<>("get_audit_export",
            GetAuditExport.class, GetAuditExport::read, Ok::read);

    static GetAuditExport read(JsonObject in) {
        return new GetAuditExport();
    }

    @Override
    public CommandType<GetAuditExport, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param export the running export, if there is one
     */
    public record Ok(Optional<Export> export) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("enabled") ? Optional.of(Export.read(in)) : Optional.empty());
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("enabled", export.isPresent());
            export.ifPresent(running -> running.write(out));
        }
    }

    /**
     * A running export. Its members stand in the reply itself.
     *
     * @param format the format
     * @param endpoint where to
     * @param exported entries that arrived; also written as {@code delivered}, which a seed document says
     * @param dropped entries that are lost
     * @param failed entries that the receiver will not take
     * @param dlqSize of these, how many are kept
     * @param trouble why entries wait, empty when they do not
     */
    public record Export(String format, String endpoint, long exported, long dropped, long failed, long dlqSize,
            String trouble) {
        static Export read(JsonObject in) {
            return new Export(in.text("format"), in.text("endpoint"), in.whole("exported"), in.whole("dropped"),
                    in.whole("failed"), in.whole("dlq_size"), in.text("trouble"));
        }

        void write(JsonWriter out) {
            out.text("format", format).text("endpoint", endpoint).number("exported", exported)
                    .number("delivered", exported).number("dropped", dropped).number("failed", failed)
                    .number("dlq_size", dlqSize).textIfAny("trouble", trouble);
        }
    }
}
