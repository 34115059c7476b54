/**
 * Client of a registry. Start at {@link io.pilothouse.client.RegistryClient}; {@code distribution/docs/client.md} has a
 * tour.
 */
package io.pilothouse.client;
