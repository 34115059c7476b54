/** {@code pilothouse plugin}. */
package io.pilothouse.cli.plugin;
