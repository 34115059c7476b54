/** The program {@code audit}: one file per command. */
package io.pilothouse.cli.audit;
