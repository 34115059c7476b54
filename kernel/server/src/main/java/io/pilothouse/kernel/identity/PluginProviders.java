package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.access.ClearSettings;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.plugin.CallMeter;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.GuardLimits;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes identity providers from the plugins on the shelf.
 *
 * @param catalog what plugins can create
 * @param secrets opens the secrets of a configuration
 * @param lender what instances get of the registry
 * @param meter is told of calls
 * @param own settings from the registry's configuration, {@code TYPE.KEY}; what commands configure goes before
 * @param posts whether tokens of registrations are posted to a provider's URL whatever its type, as in R1
 */
public record PluginProviders(ComponentCatalog catalog, SecretBox secrets, Lender lender, CallMeter meter,
        Map<String, String> own, boolean posts) implements ProviderMaker {
    /** Is asked for types of R1's clients that no plugin offers by name, as in R1: there a provider's URL is its webhook. */
    private static final String WEBHOOK = "webhook";
    /**
     * The types that R1's clients offer ({@code commands-enterprise.md} 6.5). Tokens for any other are for a plugin: while that is
     * not there, nobody else gets them.
     */
    private static final Set<String> OF_R1 = Set.of("oidc", "saml", "entra_id", "ldap", WEBHOOK);
    /** No R1 client knows it: who gives it wants tokens verified with these keys and nothing else. */
    private static final String KEYS = "jwks_url";

    @Override
    public Optional<String> type(Integration configured, Inquiry.Purpose purpose) {
        var offered = catalog.types(ComponentKind.IDENTITY);
        boolean named = offered.contains(configured.type());
        if (purpose == Inquiry.Purpose.VALIDATION) {
            return named && !configured.type().equals(WEBHOOK) ? Optional.of(configured.type()) : Optional.empty();
        }
        boolean webhook = OF_R1.contains(configured.type()) && offered.contains(WEBHOOK)
                && configured.setting(KEYS).isEmpty();
        if (named && !(webhook && posts)) {
            return Optional.of(configured.type());
        }
        return webhook ? Optional.of(WEBHOOK) : Optional.empty();
    }

    @Override
    public Guarded<IdentityProvider> make(Integration configured, String type) throws StartupException {
        if (type.isEmpty()) {
            throw new StartupException("no plugin serves the configured " + configured.type()
                    + "; installed plugins offer " + catalog.types(ComponentKind.IDENTITY));
        }
        return catalog.open(ComponentKind.IDENTITY, type,
                catalog.given(ComponentKind.IDENTITY, type, ClearSettings.of(configured, secrets), own),
                lender.to("identity-" + type), GuardLimits.DEFAULT, meter);
    }
}
