/** {@code pilothouse blueprint}: documents that describe networks. */
package io.pilothouse.cli.blueprint;
