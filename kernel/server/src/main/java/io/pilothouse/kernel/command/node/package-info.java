/** Commands about one node: registration, liveness, name, tags, visibility, key. */
package io.pilothouse.kernel.command.node;
