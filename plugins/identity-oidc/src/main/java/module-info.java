/**
 * An identity provider that verifies JSON Web Tokens.
 *
 * <p>The library for signatures has no module description: its name is made of its file's.
 */
@SuppressWarnings("requires-automatic")
module io.pilothouse.identity.oidc {
    requires com.fasterxml.jackson.core;
    requires io.pilothouse.spi;
    requires jjwt.api;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.identity.oidc.OidcPlugin;
}
