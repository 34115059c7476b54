package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.SortedJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a document says about a network, in one form for both dialects ({@code blueprint.md} 10).
 *
 * <p>Threads: any; it cannot change.
 *
 * @param name the network's name, the key by which it is found
 * @param joinRule how nodes get in; has no empty form, so it is never reset
 * @param joinToken what joiners must present
 * @param networkAdminToken the network's own admin token
 * @param enterprise whether enterprise features are on; never a value {@code false}, which is a reset
 * @param scope whom provider, sinks and exports serve
 * @param policy limits to merge; none when the document has no such member
 * @param exprPolicy rules for daemons
 * @param identityProvider replaces the stored one as a whole
 * @param auditSinks replace the stored ones as a whole
 * @param identityWebhook overrides the address of the identity provider
 * @param auditExports replace the stored ones as a whole
 * @param preAssignments replace the stored ones as a whole
 * @param directAssignments roles of present members, by node; others keep theirs
 * @param tests what must hold afterwards, or nothing is applied
 */
public record Blueprint(String name, Stated<JoinRule> joinRule, Stated<String> joinToken,
        Stated<String> networkAdminToken, Stated<Boolean> enterprise, Scope scope, Optional<PolicySection> policy,
        Stated<ExprPolicy> exprPolicy, Stated<IdentityProviderSection> identityProvider,
        Stated<List<AuditSink>> auditSinks, Stated<String> identityWebhook,
        Stated<List<AuditExportSection>> auditExports, Stated<List<PreAssignment>> preAssignments,
        List<DirectAssignment> directAssignments, List<BlueprintTest> tests) {
    public Blueprint {
        auditSinks = list(auditSinks);
        auditExports = list(auditExports);
        preAssignments = list(preAssignments);
        directAssignments = directAssignments.stream().sorted(Comparator.comparing(DirectAssignment::node)).toList();
        tests = List.copyOf(tests);
        if (joinRule.isReset()) {
            throw new IllegalArgumentException("a join rule cannot be emptied");
        }
        if (enterprise.value().filter(on -> !on).isPresent()) {
            throw new IllegalArgumentException("enterprise is switched off by a reset");
        }
    }

    private static <T> Stated<List<T>> list(Stated<List<T>> stated) {
        return stated.value().map(content -> content.isEmpty()
                ? Stated.<List<T>>reset()
                : Stated.of(List.copyOf(content))).orElse(stated);
    }

    /** A document that says nothing but the name. */
    public static Blueprint named(String name) {
        return new Blueprint(name, Stated.nothing(), Stated.nothing(), Stated.nothing(), Stated.nothing(),
                Scope.REGISTRY, Optional.empty(), Stated.nothing(), Stated.nothing(), Stated.nothing(),
                Stated.nothing(), Stated.nothing(), Stated.nothing(), List.of(), List.of());
    }

    /** The same document about a network with another name. */
    public Blueprint renamed(String other) {
        return new Blueprint(other, joinRule, joinToken, networkAdminToken, enterprise, scope, policy, exprPolicy,
                identityProvider, auditSinks, identityWebhook, auditExports, preAssignments, directAssignments, tests);
    }

    /**
     * The name, checked.
     *
     * @throws IllegalArgumentException if the reading of the document had a problem with it
     */
    public NetworkName networkName() {
        return NetworkName.forNetwork(name);
    }

    /** The document in dialect A, its members sorted by name at every level, secrets included. */
    public JsonObject document() {
        return BlueprintWriter.document(this);
    }

    /** {@link #document} as compact JSON: equal texts say the same. */
    public String canonicalText() {
        return SortedJson.text(document());
    }

    /** SHA-256 of the canonical text, 64 lower-case hexadecimal digits. It covers secrets: it is no secret itself, but of
     * a short secret it allows guessing. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(canonicalText().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    /**
     * The same without tokens, secrets and credentials in addresses, fit to be shown and compared. Tokens that were
     * stated are no longer; a reset stays visible.
     */
    public Blueprint withoutSecrets() {
        return new Blueprint(name, joinRule, concealed(joinToken), concealed(networkAdminToken), enterprise, scope,
                policy, exprPolicy, identityProvider.map(IdentityProviderSection::withoutSecrets),
                auditSinks.map(sinks -> sinks.stream().map(AuditSink::withoutSecrets).toList()),
                identityWebhook.map(OutboundUrl::withoutCredentials),
                auditExports.map(exports -> exports.stream().map(AuditExportSection::withoutSecrets).toList()),
                preAssignments, directAssignments, tests.stream().map(BlueprintTest::withoutSecrets).toList());
    }

    private static Stated<String> concealed(Stated<String> secret) {
        return secret.isReset() ? secret : Stated.nothing();
    }
}
