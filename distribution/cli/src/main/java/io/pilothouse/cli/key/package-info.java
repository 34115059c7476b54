/** The program {@code key}: one file per command. */
package io.pilothouse.cli.key;
