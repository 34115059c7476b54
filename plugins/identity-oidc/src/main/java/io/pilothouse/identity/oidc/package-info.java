/**
 * Tokens of an OpenID provider, verified by its published keys ({@code commands-enterprise.md} 6.7). Structure, then algorithm,
 * then key, then signature, then claims: nobody learns what a registry wants of claims by a token that the issuer did not sign.
 */
package io.pilothouse.identity.oidc;
