/** Commands about networks: creating, joining, leaving, renaming, deleting, listing. */
package io.pilothouse.kernel.command.network;
