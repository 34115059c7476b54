/**
 * The identity webhook of {@code commands-enterprise.md} 6.1 and, with a shared secret, of section 18: the token is posted, and
 * the answer says who its holder is.
 */
package io.pilothouse.identity.webhook;
