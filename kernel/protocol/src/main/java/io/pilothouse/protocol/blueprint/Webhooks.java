package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;

/**
 * The member {@code webhooks}: an object of one dialect, an array of audit sinks of the other.
 *
 * @param sinks where audit events go
 * @param identity address that verifies identities
 */
record Webhooks(Stated<List<AuditSink>> sinks, Stated<String> identity) {
    private static final String NAME = "webhooks";

    static Webhooks read(Fields fields, Findings findings) {
        if (fields.isNull(NAME)) {
            return new Webhooks(Stated.reset(), Stated.reset());
        }
        return switch (fields.value(NAME).orElse(JsonObject.NULL)) {
            case List<?> list -> new Webhooks(sinks(list, NAME, fields, findings), Stated.nothing());
            case JsonObject _ -> fields.object(NAME, Section.WEBHOOKS, Expected.WEBHOOKS)
                    .map(object -> object(object, findings)).orElseThrow();
            case Object none when none == JsonObject.NULL -> new Webhooks(Stated.nothing(), Stated.nothing());
            case Object other -> {
                fields.wrongType(NAME, Expected.WEBHOOKS, other);
                yield new Webhooks(Stated.nothing(), Stated.nothing());
            }
        };
    }

    private static Webhooks object(Fields object, Findings findings) {
        Stated<String> audit = object.text("audit_url");
        Stated<String> identity = object.text("identity_url");
        Stated<List<AuditSink>> sinks = audit.map(url -> List.of(AuditSink.ofAll(url)));
        url(audit, object.place("audit_url"), findings);
        if (object.has("audit_sinks")) {
            if (audit.stated()) {
                findings.invalid(Stage.WEBHOOKS, object.place("audit_sinks"),
                        "webhooks: give audit_url or audit_sinks, not both (invalid together)");
            }
            sinks = object.isNull("audit_sinks")
                    ? Stated.reset()
                    : object.list("audit_sinks", Expected.WEBHOOK_LIST)
                            .map(list -> sinks(list, "audit_sinks", object, findings)).orElseGet(Stated::nothing);
        }
        url(identity, object.place("identity_url"), findings);
        return new Webhooks(sinks, identity);
    }

    private static Stated<List<AuditSink>> sinks(List<?> list, String name, Fields owner, Findings findings) {
        List<AuditSink> sinks = owner.objects(list, name, Section.WEBHOOK, Expected.WEBHOOK).stream()
                .map(entry -> sink(entry, findings)).toList();
        return list.isEmpty() ? Stated.reset() : Stated.of(sinks);
    }

    private static AuditSink sink(Fields entry, Findings findings) {
        String url = entry.plain("url");
        if (url.isEmpty()) {
            findings.invalid(Stage.WEBHOOKS, entry.place("url"), entry.place("url") + " is required");
        } else {
            url(Stated.of(url), entry.place("url"), findings);
        }
        List<String> events = entry.texts("events");
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).matches("[a-z0-9_.*-]+")) {
                findings.invalidAt(Stage.WEBHOOKS, entry.place("events").element(i),
                        "invalid event pattern " + Quoted.text(events.get(i))
                                + " (must be an audit action such as member.kicked; * stands for anything)");
            }
        }
        return new AuditSink(type(entry, findings), url, events, entry.plain("secret"),
                entry.settings(Stage.WEBHOOKS));
    }

    private static String type(Fields entry, Findings findings) {
        String type = entry.plain("type");
        if (type.isEmpty()) {
            return AuditSink.HTTP;
        }
        if (!ComponentName.WEBHOOK.names(type)) {
            findings.invalid(Stage.WEBHOOKS, entry.place("type"),
                    "invalid " + entry.place() + " type " + Quoted.text(type)
                            + " (must be http, soar, or plugin: and the type of an installed plugin)");
        }
        return type;
    }

    private static void url(Stated<String> url, Place place, Findings findings) {
        url.value().ifPresent(text -> findings.url(Stage.WEBHOOKS, place, OutboundUrl.problem(text, OutboundUrl.WEB)));
    }
}
