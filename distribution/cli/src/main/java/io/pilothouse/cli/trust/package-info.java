/** The program {@code trust}: one file per command. */
package io.pilothouse.cli.trust;
