/** The program {@code network}: one file per command. */
package io.pilothouse.cli.network;
