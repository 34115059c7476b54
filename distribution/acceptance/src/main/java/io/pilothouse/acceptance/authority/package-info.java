/** Who may do what: every command with every kind of proof, against a table of what is to come of it. */
package io.pilothouse.acceptance.authority;
