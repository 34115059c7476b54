package io.pilothouse.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What events can be sent to, and a receiver for each. */
enum SinkKind {
    /** One event a request. */
    JSON_HTTP("json, http", "set_audit_export", "\"format\":\"json\",\"endpoint\":\"%s\"", "\"event_id\":"),
    /** The registry's own file, forced to the disk. */
    JSON_FILE("json, file", "set_audit_export", "\"format\":\"json\",\"endpoint\":\"file:bench.jsonl\"", ""),
    /** Splunk's collector. */
    SPLUNK_HEC("splunk_hec", "set_audit_export", "\"format\":\"splunk_hec\",\"endpoint\":\"%s\",\"token\":\"bench\"",
            "\"event_id\":"),
    /** Syslog over TCP. */
    SYSLOG_CEF("syslog_cef, tcp", "set_audit_export", "\"format\":\"syslog_cef\",\"endpoint\":\"%s\"", "CEF:0|"),
    /** Bulk requests. */
    ELASTIC("elastic", "set_audit_export", "\"format\":\"elastic\",\"endpoint\":\"%s\",\"token\":\"bench\"",
            "{\"create\":"),
    /** Logs over HTTP. */
    OTLP("otlp", "set_audit_export", "\"format\":\"otlp\",\"endpoint\":\"%s\"", "\"observedTimeUnixNano\":"),
    /** The registry's standard output, wherever that goes. */
    STDOUT("stdout", "set_audit_export", "\"format\":\"stdout\",\"endpoint\":\"stdout\"", ""),
    /** One event a request. */
    WEBHOOK_HTTP("webhook http", "set_webhook", "\"url\":\"%s\"", "\"event_id\":"),
    /** One alert a request, with a rule that every event fulfils. */
    WEBHOOK_SOAR("webhook soar", "set_webhook", "\"url\":\"%s\",\"webhook_type\":\"soar\",\"settings\":{\"rules\":"
            + "\"[{\\\"name\\\":\\\"all\\\",\\\"query\\\":\\\"*\\\",\\\"condition\\\":\\\"status == 200\\\"}]\"}",
            "\"rule\":");

    private static final String CREATED = "{\"create\":{\"status\":201}},";

    private final String label;
    private final String command;
    private final String members;
    private final String sign;

    SinkKind(String label, String command, String members, String sign) {
        this.label = label;
        this.command = command;
        this.members = members;
        this.sign = sign;
    }

    /** As it stands in the table. */
    String label() {
        return label;
    }

    /** The command that configures it. */
    String command() {
        return command;
    }

    /** The command that tells how far it is. */
    String progress() {
        return command.replace("set_", "get_");
    }

    /** The command's members for a receiver. */
    String members(String url) {
        return String.format(Locale.ROOT, members, url);
    }

    /** The command's members for a receiver of the same kind that is not there. */
    String nobody() {
        String url = "http://127.0.0.1:1/";
        return command.equals("set_webhook") ? WEBHOOK_HTTP.members(url) : JSON_HTTP.members(url);
    }

    /** The command's members that end it. */
    String none() {
        return command.equals("set_webhook") ? "\"url\":\"\"" : "\"format\":\"\",\"endpoint\":\"\"";
    }

    Tally tally(String end) {
        return new Tally(sign, end);
    }

    /** A receiver; empty where the registry itself keeps the events. */
    Optional<Inbox> inbox(Tally tally) throws IOException {
        return switch (this) {
            case JSON_FILE, STDOUT -> Optional.empty();
            case SYSLOG_CEF -> Optional.of(new SyslogInbox(tally));
            case SPLUNK_HEC -> Optional.of(new HttpInbox(tally, _ -> "{\"text\":\"Success\",\"code\":0}"));
            case ELASTIC -> Optional.of(new HttpInbox(tally, SinkKind::created));
            case JSON_HTTP, OTLP, WEBHOOK_HTTP, WEBHOOK_SOAR -> Optional.of(new HttpInbox(tally, _ -> "{}"));
        };
    }

    private static String created(int events) {
        String items = CREATED.repeat(events);
        return "{\"items\":[" + items.substring(0, Math.max(0, items.length() - 1)) + "]}";
    }
}
