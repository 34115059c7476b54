package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NearestName;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which types of other people's systems the plugins on the shelf work with. Threads: any; {@code types} must answer from memory.
 *
 * @param types those that plugins offer, by kind
 */
public record Offered(Function<Integration.Kind, SortedSet<String>> types) {
    /** No plugins. */
    public static final Offered NOTHING = new Offered(kind -> new TreeSet<>());

    /** R1 takes these whether or not somebody works with them ({@code commands-enterprise.md} 6.5 and 9.2). */
    private static final Map<Integration.Kind, Set<String>> ALWAYS = Map.of(Integration.Kind.IDENTITY_PROVIDER,
            Set.of("oidc", "saml", "webhook", "entra_id", "ldap"), Integration.Kind.WEBHOOK, Set.of("http"),
            Integration.Kind.AUDIT_EXPORT, Set.of("json", "splunk_hec", "syslog_cef"));

    /**
     * Looks whether somebody works with a type.
     *
     * @param what what a refusal begins with
     * @throws Refusal that tells which types there are
     */
    public void check(Integration.Kind kind, String type, String what) {
        SortedSet<String> offered = new TreeSet<>(types.apply(kind));
        offered.addAll(ALWAYS.getOrDefault(kind, Set.of()));
        if (!offered.contains(type)) {
            throw new Refusal(Refusal.Code.INVALID, what + ": no installed plugin offers the type \"" + type + "\""
                    + NearestName.hint(type, offered) + "; there are " + String.join(", ", offered));
        }
    }
}
