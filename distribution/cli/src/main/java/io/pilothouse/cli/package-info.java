/** What all programs share: options, output, errors. Each program has a package below, one file per command. */
package io.pilothouse.cli;
