package io.pilothouse.protocol.command;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_audit_export}: where audit entries are exported to ({@code commands-enterprise.md} 9.2).
 *
 * @param format the type of the exporter, for example {@code json}, {@code splunk_hec} or {@code syslog_cef}; empty stops
 * @param endpoint where to; empty stops
 * @param token credential, or empty
 * @param index index at the receiver, or empty
 * @param source name of the source, or empty
 * @param settings what the exporter is given besides; not of R1
 */
public record SetAuditExport(String format, String endpoint, String token, String index, String source,
        ComponentSettings settings) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetAuditExport, Ok> TYPE = new CommandType<>("set_audit_export",
            SetAuditExport.class, SetAuditExport::read, Ok::read);

    static SetAuditExport read(JsonObject in) {
        return new SetAuditExport(in.text("format"), in.text("endpoint"), in.text("token"), in.text("index"),
                in.text("source"), ComponentSettings.of(in));
    }

    /** As R1's clients send it. */
    public SetAuditExport(String format, String endpoint, String token, String index, String source) {
        this(format, endpoint, token, index, source, ComponentSettings.NONE);
    }

    @Override
    public CommandType<SetAuditExport, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("format", format).text("endpoint", endpoint).text("token", token).text("index", index).text("source",
                source);
        settings.write(out);
    }

    /**
     * The reply.
     *
     * @param status {@code enabled} or {@code disabled}
     * @param format as sent, if enabled
     * @param endpoint as sent, if enabled
     */
    public record Ok(String status, String format, String endpoint) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("status"), in.text("format"), in.text("endpoint"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("status", status).textIfAny("format", format).textIfAny("endpoint", endpoint);
        }
    }
}
