/** Commands about plugins. */
package io.pilothouse.kernel.command.plugin;
