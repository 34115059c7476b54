/** Writes audit events as lines of JSON to the standard output. */
package io.pilothouse.audit.stdout;
