package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The member {@code audit_export}: an object, or an array of several. */
final class AuditExports {
    private static final String NAME = "audit_export";

    /** As {@code audit-json} takes it. */
    private static final Pattern FILE = Pattern.compile("file:[A-Za-z0-9_][A-Za-z0-9._-]*");

    private AuditExports() {}

    static Stated<List<AuditExportSection>> read(Fields fields, Findings findings) {
        if (fields.isNull(NAME)) {
            return Stated.reset();
        }
        return switch (fields.value(NAME).orElse(JsonObject.NULL)) {
            case List<?> list when list.isEmpty() -> Stated.reset();
            case List<?> list -> Stated.of(fields.objects(list, NAME, Section.AUDIT_EXPORT, Expected.AUDIT_EXPORT)
                    .stream().map(entry -> export(entry, findings)).toList());
            case JsonObject _ -> fields.object(NAME, Section.AUDIT_EXPORT, Expected.AUDIT_EXPORT)
                    .map(entry -> Stated.of(List.of(export(entry, findings)))).orElseThrow();
            case Object none when none == JsonObject.NULL -> Stated.nothing();
            case Object other -> {
                fields.wrongType(NAME, Expected.AUDIT_EXPORT, other);
                yield Stated.nothing();
            }
        };
    }

    private static AuditExportSection export(Fields entry, Findings findings) {
        String format = switch (entry.plain("format")) {
            case "cef" -> "syslog_cef";
            case "splunk" -> "splunk_hec";
            case String text -> text;
        };
        if (!ComponentName.AUDIT_EXPORT.names(format)) {
            findings.invalid(Stage.EXPORT, entry.place("format"),
                    "invalid " + entry.place() + " format " + Quoted.text(format));
        }
        String endpoint = entry.plain("endpoint");
        if (endpoint.isEmpty()) {
            findings.invalid(Stage.EXPORT, entry.place("endpoint"), entry.place("endpoint") + " is required");
        } else {
            findings.url(Stage.EXPORT, entry.place("endpoint"), problem(format, endpoint));
        }
        return new AuditExportSection(format, endpoint, entry.plain("token"), entry.plain("index"),
                entry.plain("source"), entry.settings(Stage.EXPORT));
    }

    private static Optional<String> problem(String format, String endpoint) {
        return switch (format) {
            case "syslog_cef" -> OutboundUrl.syslogProblem(endpoint);
            case "stdout" -> Optional.empty();
            case String other when ComponentName.other(other) -> OutboundUrl.anyProblem(endpoint);
            case String json when json.equals("json") && endpoint.startsWith("file:") -> file(endpoint);
            default -> OutboundUrl.problem(endpoint, OutboundUrl.WEB);
        };
    }

    private static Optional<String> file(String endpoint) {
        return FILE.matcher(endpoint).matches()
                ? Optional.empty()
                : Optional.of("file: must be followed by a name of letters, digits, dots, hyphens and underscores, got "
                        + Quoted.text(endpoint));
    }
}
