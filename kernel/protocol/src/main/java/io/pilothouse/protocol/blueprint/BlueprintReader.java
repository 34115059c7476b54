package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads a document in either dialect and checks all that needs no registry ({@code blueprint.md} 3, 10.2, 10.3). Left to
 * the registry: the number of present members, whether an existing network has the enterprise flag or a join token, whether
 * nodes are registered and members.
 */
public final class BlueprintReader {
    private static final int MOST_MEMBERS = 10_000;
    private static final int MOST_PORTS = 100;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_DESCRIPTION = 256;
    private static final String JOIN_TOKEN_RULE = "join_token is required when join_rule is token";

    private final Findings findings = new Findings();
    private final Fields fields;

    private BlueprintReader(JsonObject document) {
        fields = new Fields(document, Section.BLUEPRINT, Place.ROOT, findings);
    }

    /** Reads a document. What is wrong with it is told in the result; nothing is thrown. */
    public static BlueprintReading read(JsonObject document) {
        BlueprintReader reader = new BlueprintReader(document);
        Blueprint blueprint = reader.blueprint();
        reader.together(blueprint);
        return new BlueprintReading(blueprint, reader.findings.problems(), reader.findings.warnings());
    }

    private Blueprint blueprint() {
        Roles roles = Roles.read(fields, findings);
        Webhooks webhooks = Webhooks.read(fields, findings);
        return new Blueprint(name(), joinRule(), fields.text("join_token"), fields.text("network_admin_token"),
                enterprise(), scope(), policy(), exprPolicy(), identityProvider(), webhooks.sinks(),
                webhooks.identity(), AuditExports.read(fields, findings), roles.waiting(), roles.direct(),
                BlueprintTests.read(fields, findings));
    }

    private String name() {
        String name = fields.plain("name");
        if (name.isEmpty()) {
            findings.invalid(Stage.NAME, fields.place("name"), "name is required");
            return name;
        }
        try {
            NetworkName.forNetwork(name);
        } catch (IllegalArgumentException invalid) {
            findings.invalid(Stage.NETWORK_NAME, fields.place("name"), invalid.getMessage());
        }
        return name;
    }

    private Stated<JoinRule> joinRule() {
        String text = fields.plain("join_rule");
        if (text.isEmpty()) {
            return Stated.nothing();
        }
        Optional<JoinRule> rule = JoinRule.parse(text.equals("invite-only") ? "invite" : text);
        if (rule.isEmpty()) {
            findings.invalid(Stage.JOIN_RULE, fields.place("join_rule"),
                    "invalid join_rule " + Quoted.text(text) + " (must be open, token, or invite)");
        }
        return rule.map(Stated::of).orElseGet(Stated::nothing);
    }

    private Stated<Boolean> enterprise() {
        if (fields.isNull("enterprise")) {
            return Stated.reset();
        }
        return fields.flag("enterprise").map(on -> on ? Stated.of(true) : Stated.<Boolean>reset())
                .orElseGet(Stated::nothing);
    }

    private Scope scope() {
        String text = fields.plain("scope");
        if (text.isEmpty()) {
            return Scope.REGISTRY;
        }
        Optional<Scope> scope = Scope.parse(text);
        if (scope.isEmpty()) {
            findings.invalid(Stage.SCOPE, fields.place("scope"),
                    "invalid scope " + Quoted.text(text) + " (must be registry or network)");
        }
        return scope.orElse(Scope.REGISTRY);
    }

    private Optional<PolicySection> policy() {
        if (fields.isNull("policy")) {
            return Optional.of(PolicySection.RESET);
        }
        return fields.object("policy", Section.POLICY, Expected.POLICY)
                .map(policy -> new PolicySection(maxMembers(policy), ports(policy), description(policy)));
    }

    private Stated<Integer> maxMembers(Fields policy) {
        if (policy.isNull("max_members")) {
            return Stated.reset();
        }
        // The reference has 64 bits; the doubles below 2^63 are those that fit.
        var sent = policy.whole("max_members", Expected.WHOLE, Long.MIN_VALUE, Math.nextDown(0x1p63));
        if (sent.isEmpty()) {
            return Stated.nothing();
        }
        long most = sent.getAsLong();
        if (most < 0 || most > MOST_MEMBERS) {
            findings.invalid(Stage.LIMITS, policy.place("max_members"),
                    "invalid max_members (must be integer 0-10000)");
            return Stated.nothing();
        }
        return most == 0 ? Stated.reset() : Stated.of((int) most);
    }

    private Stated<List<Integer>> ports(Fields policy) {
        if (policy.isNull("allowed_ports")) {
            return Stated.reset();
        }
        Optional<List<?>> sent = policy.list("allowed_ports", Expected.PORTS);
        if (sent.isEmpty()) {
            return Stated.nothing();
        }
        Place place = policy.place("allowed_ports");
        List<?> list = sent.get();
        if (list.size() > MOST_PORTS) {
            findings.invalid(Stage.LIMITS, place, "too many allowed_ports (max 100)");
        }
        List<Integer> ports = IntStream.range(0, list.size())
                .mapToObj(i -> port(policy, place.element(i), list.get(i))).toList();
        return ports.isEmpty() ? Stated.reset() : Stated.of(ports);
    }

    /** {@code null} is port 0, as in the reference. */
    private int port(Fields policy, Place place, Object sent) {
        Object value = sent == JsonObject.NULL ? 0.0 : sent;
        if (!(value instanceof Double number) || number != Math.rint(number) || number < 0 || number > LAST_PORT) {
            policy.wrongType(place, Expected.PORT, value);
            return 0;
        }
        if (number == 0) {
            findings.invalid(Stage.LIMITS, place, "invalid port number in allowed_ports (must be integer 1-65535)");
        }
        return number.intValue();
    }

    private Stated<String> description(Fields policy) {
        Stated<String> description = policy.text("description");
        if (description.value().filter(text -> Label.utf8Length(text) > LONGEST_DESCRIPTION).isPresent()) {
            findings.invalid(Stage.LIMITS, policy.place("description"), "policy description too long (max 256 chars)");
        }
        return description;
    }

    private Stated<ExprPolicy> exprPolicy() {
        if (fields.isNull("expr_policy")) {
            return Stated.reset();
        }
        return fields.value("expr_policy")
                .flatMap(sent -> ExprPolicyRules.read(sent, fields.place("expr_policy"), findings)).map(Stated::of)
                .orElseGet(Stated::nothing);
    }

    private Stated<IdentityProviderSection> identityProvider() {
        if (fields.isNull("identity_provider")) {
            return Stated.reset();
        }
        return fields.object("identity_provider", Section.IDENTITY_PROVIDER, Expected.IDENTITY_PROVIDER)
                .map(this::identityProvider).map(Stated::of).orElseGet(Stated::nothing);
    }

    private IdentityProviderSection identityProvider(Fields provider) {
        String type = provider.plain("type");
        if (!ComponentName.IDENTITY_PROVIDER.names(type)) {
            findings.invalid(Stage.IDENTITY, provider.place("type"),
                    "invalid identity_provider type " + Quoted.text(type));
        }
        String url = provider.plain("url");
        if (url.isEmpty()) {
            findings.invalid(Stage.IDENTITY, provider.place("url"), "identity_provider.url is required");
        } else {
            findings.url(Stage.IDENTITY, provider.place("url"), providerProblem(type, url));
        }
        String keys = provider.plain("jwks_url");
        if (!keys.isEmpty()) {
            findings.url(Stage.IDENTITY, provider.place("jwks_url"), OutboundUrl.problem(keys, OutboundUrl.WEB));
        }
        return new IdentityProviderSection(type, url, keys, provider.plain("issuer"), provider.plain("client_id"),
                provider.plain("client_secret"), provider.plain("tenant_id"), provider.plain("domain"),
                provider.settings(Stage.IDENTITY));
    }

    private static Optional<String> providerProblem(String type, String url) {
        if (ComponentName.other(type)) {
            return OutboundUrl.anyProblem(url);
        }
        return OutboundUrl.problem(url,
                type.equals("ldap") ? List.of("http", "https", "ldap", "ldaps") : OutboundUrl.WEB);
    }

    /** What two members must agree on. */
    private void together(Blueprint blueprint) {
        boolean token = blueprint.joinRule().value().filter(rule -> rule == JoinRule.TOKEN).isPresent();
        if (token && blueprint.joinToken().isReset()) {
            findings.invalid(Stage.JOIN_TOKEN, fields.place("join_token"), JOIN_TOKEN_RULE);
        } else if (token && !blueprint.joinToken().stated()) {
            findings.warn(fields.place("join_token"), JOIN_TOKEN_RULE + ", unless the network has one already");
        }
        boolean invite = blueprint.joinRule().value().filter(rule -> rule == JoinRule.INVITE).isPresent();
        if (invite) {
            needsEnterprise(blueprint, "join_rule", "invite-only networks require the enterprise flag");
        }
        if (!blueprint.directAssignments().isEmpty()) {
            needsEnterprise(blueprint, "roles", "roles of nodes require the enterprise flag");
        }
    }

    /** The network may have the flag already: only a document that takes it away is wrong for sure. */
    private void needsEnterprise(Blueprint blueprint, String member, String rule) {
        if (blueprint.enterprise().isReset()) {
            findings.invalid(Stage.ENTERPRISE, fields.place(member), "enterprise feature: " + rule);
        } else if (!blueprint.enterprise().stated()) {
            findings.warn(fields.place(member), rule + ": set enterprise to true, unless the network has it already");
        }
    }
}
