package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.blueprint.Expectation.ExpectJoin;
import io.pilothouse.protocol.blueprint.Expectation.ExpectMaxMembers;
import io.pilothouse.protocol.blueprint.Expectation.ExpectMember;
import io.pilothouse.protocol.blueprint.Expectation.ExpectOwner;
import io.pilothouse.protocol.blueprint.Expectation.ExpectPort;
import io.pilothouse.protocol.blueprint.Expectation.ExpectRole;
import io.pilothouse.protocol.expression.RulesDocument;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.SortedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes the normal form: dialect A, and beyond it only what dialect A cannot say. */
final class BlueprintWriter {
    /** The document around it adds one level to a policy's own. */
    private static final int DEEPEST = RulesDocument.DEEPEST + 1;

    private BlueprintWriter() {}

    static JsonObject document(Blueprint blueprint) {
        JsonObject out = new JsonObject().put("name", blueprint.name());
        put(out, "join_rule", blueprint.joinRule(), "", Object::toString);
        put(out, "join_token", blueprint.joinToken(), "", text -> text);
        put(out, "network_admin_token", blueprint.networkAdminToken(), "", text -> text);
        put(out, "enterprise", blueprint.enterprise(), false, on -> on);
        if (blueprint.scope() != Scope.REGISTRY) {
            out.put("scope", blueprint.scope().toString());
        }
        blueprint.policy().ifPresent(policy -> out.put("policy", policy(policy)));
        put(out, "expr_policy", blueprint.exprPolicy(), JsonObject.NULL, ExprPolicy::document);
        put(out, "identity_provider", blueprint.identityProvider(), JsonObject.NULL, BlueprintWriter::provider);
        webhooks(blueprint).ifPresent(webhooks -> out.put("webhooks", webhooks));
        put(out, "audit_export", blueprint.auditExports(), JsonObject.NULL, exports -> exports.size() == 1
                ? export(exports.getFirst())
                : exports.stream().map(BlueprintWriter::export).toList());
        roles(blueprint).ifPresent(roles -> out.put("roles", roles));
        if (!blueprint.tests().isEmpty()) {
            out.put("tests", blueprint.tests().stream().map(BlueprintWriter::test).toList());
        }
        return SortedJson.of(out, DEEPEST);
    }

    private static JsonObject policy(PolicySection policy) {
        JsonObject out = new JsonObject();
        put(out, "max_members", policy.maxMembers(), 0.0, Integer::doubleValue);
        put(out, "allowed_ports", policy.allowedPorts(), List.of(),
                ports -> ports.stream().map(Integer::doubleValue).toList());
        put(out, "description", policy.description(), "", text -> text);
        return out;
    }

    private static JsonObject provider(IdentityProviderSection provider) {
        JsonObject out = new JsonObject();
        putText(out, "type", provider.type());
        putText(out, "url", provider.url());
        putText(out, "jwks_url", provider.jwksUrl());
        putText(out, "issuer", provider.issuer());
        putText(out, "client_id", provider.clientId());
        putText(out, "client_secret", provider.clientSecret());
        putText(out, "tenant_id", provider.tenantId());
        putText(out, "domain", provider.domain());
        putSettings(out, provider.settings());
        return out;
    }

    private static Optional<JsonObject> webhooks(Blueprint blueprint) {
        JsonObject out = new JsonObject();
        boolean single = blueprint.auditSinks().value()
                .filter(sinks -> sinks.size() > 1 || !sinks.getFirst().plain()).isEmpty();
        if (single) {
            put(out, "audit_url", blueprint.auditSinks(), "", sinks -> sinks.getFirst().url());
        } else {
            put(out, "audit_sinks", blueprint.auditSinks(), List.of(),
                    sinks -> sinks.stream().map(BlueprintWriter::sink).toList());
        }
        put(out, "identity_url", blueprint.identityWebhook(), "", url -> url);
        return Optional.of(out).filter(webhooks -> !webhooks.members().isEmpty());
    }

    private static JsonObject sink(AuditSink sink) {
        JsonObject out = new JsonObject().put("url", sink.url());
        if (!sink.type().equals(AuditSink.HTTP)) {
            out.put("type", sink.type());
        }
        if (!sink.events().isEmpty()) {
            out.put("events", sink.events());
        }
        putText(out, "secret", sink.secret());
        putSettings(out, sink.settings());
        return out;
    }

    private static JsonObject export(AuditExportSection export) {
        JsonObject out = new JsonObject();
        putText(out, "format", export.format());
        putText(out, "endpoint", export.endpoint());
        putText(out, "token", export.token());
        putText(out, "index", export.index());
        putText(out, "source", export.source());
        putSettings(out, export.settings());
        return out;
    }

    /** An array states the pre-assignments, so roles of nodes alone must be an object. */
    private static Optional<Object> roles(Blueprint blueprint) {
        List<DirectAssignment> direct = blueprint.directAssignments();
        if (blueprint.preAssignments().stated()) {
            List<Object> entries = new ArrayList<>();
            blueprint.preAssignments().value().orElse(List.of()).forEach(entry -> entries.add(new JsonObject()
                    .put("external_id", entry.externalId()).put("role", entry.role().toString())));
            direct.forEach(entry -> entries.add(new JsonObject().put("node_id", (double) entry.node().value())
                    .put("role", entry.role().toString())));
            return Optional.of(entries);
        }
        JsonObject out = new JsonObject();
        direct.forEach(entry -> out.put(entry.node().toString(), entry.role().toString()));
        return Optional.<Object>of(out).filter(_ -> !direct.isEmpty());
    }

    private static JsonObject test(BlueprintTest test) {
        JsonObject in = new JsonObject();
        String kind = switch (test.expectation()) {
            case ExpectRole(Subject subject, var role) -> {
                subject(in, subject).put("role", role.toString());
                yield "expect_role";
            }
            case ExpectMember(var node, boolean member) -> {
                in.put("node_id", (double) node.value()).put("member", member);
                yield "expect_member";
            }
            case ExpectJoin(Optional<Subject> subject, String token, boolean allowed) -> {
                subject.ifPresent(who -> subject(in, who));
                putText(in, "token", token);
                in.put("outcome", allowed ? "allowed" : "refused");
                yield "expect_join";
            }
            case ExpectPort(int port, boolean allowed) -> {
                in.put("port", (double) port).put("allowed", allowed);
                yield "expect_port";
            }
            case ExpectMaxMembers(var least, var most) -> {
                least.ifPresent(bound -> in.put("at_least", (double) bound));
                most.ifPresent(bound -> in.put("at_most", (double) bound));
                yield "expect_max_members";
            }
            case ExpectOwner(Subject subject) -> {
                subject(in, subject);
                yield "expect_owner";
            }
        };
        return new JsonObject().put("name", test.name()).put(kind, in);
    }

    private static JsonObject subject(JsonObject out, Subject subject) {
        return switch (subject) {
            case Subject.ByNode(var node) -> out.put("node_id", (double) node.value());
            case Subject.ByExternalId(String externalId) -> out.put("external_id", externalId);
        };
    }

    private static <T> void put(JsonObject out, String name, Stated<T> stated, Object empty,
            Function<T, Object> form) {
        if (stated.stated()) {
            out.put(name, stated.value().map(form).orElse(empty));
        }
    }

    private static void putSettings(JsonObject out, Stated<ComponentSettings> settings) {
        put(out, ComponentSettings.NAME, settings, JsonObject.NULL, ComponentSettings::object);
    }

    private static void putText(JsonObject out, String name, String text) {
        if (!text.isEmpty()) {
            out.put(name, text);
        }
    }
}
