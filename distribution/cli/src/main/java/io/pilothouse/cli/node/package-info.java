/** The program {@code node}: one file per command. */
package io.pilothouse.cli.node;
