package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code get_audit_trail}: entries of the audit trail as they are hashed, oldest first. R1 knows no such command.
 *
 * @param from sequence of the first entry wanted
 * @param until sequence of the last entry wanted, if there is a border
 */
public record GetAuditTrail(long from, OptionalLong until) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetAuditTrail, Ok> TYPE = new CommandType<>("get_audit_trail", GetAuditTrail.class,
            GetAuditTrail::read, Ok::read);

    static GetAuditTrail read(JsonObject in) {
        return new GetAuditTrail(in.whole("from"), Wire.whole(in, "until"));
    }

    @Override
    public CommandType<GetAuditTrail, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.number("from", from).numberIfPresent("until", until);
    }

    /**
     * The reply: as many as fit in a message.
     *
     * @param first sequence of the first entry; later than wanted when older ones are no longer kept
     * @param entries the texts of consecutive entries, none when there are none from there on
     * @param before the compact range of all entries before the first one, hashes in base64
     */
    public record Ok(long first, List<String> entries, List<String> before) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.whole("first"), in.texts("entries"), in.texts("before"));
        }

        @Override
        public void write(JsonWriter out) {
            out.number("first", first).texts("entries", entries).textsIfAny("before", before);
        }
    }
}
