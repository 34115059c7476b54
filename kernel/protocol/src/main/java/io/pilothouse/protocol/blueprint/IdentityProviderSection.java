package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.ComponentSettings;

/**
 * The member {@code identity_provider}, which replaces what is stored as a whole. An empty text means: not given.
 *
 * @param type which provider, as {@link ComponentName#IDENTITY_PROVIDER} names it
 * @param url key set, discovery document or webhook
 * @param jwksUrl key set, where {@code url} is something else
 * @param issuer who must have issued a token
 * @param clientId whom a token must be for
 * @param clientSecret the client's secret at the provider
 * @param tenantId tenant of a cloud directory
 * @param domain domain of the users
 * @param settings what the provider is given besides; all of it is as good as secret
 */
public record IdentityProviderSection(String type, String url, String jwksUrl, String issuer, String clientId,
        String clientSecret, String tenantId, String domain, Stated<ComponentSettings> settings) {
    /** A provider without further settings. */
    public IdentityProviderSection(String type, String url, String jwksUrl, String issuer, String clientId,
            String clientSecret, String tenantId, String domain) {
        this(type, url, jwksUrl, issuer, clientId, clientSecret, tenantId, domain, Stated.nothing());
    }

    /** The same without secret and without credentials in addresses. */
    public IdentityProviderSection withoutSecrets() {
        return new IdentityProviderSection(type, OutboundUrl.withoutCredentials(url),
                OutboundUrl.withoutCredentials(jwksUrl), issuer, clientId, "", tenantId, domain);
    }
}
