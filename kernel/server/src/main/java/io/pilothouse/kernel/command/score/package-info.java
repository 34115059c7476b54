/** Commands about polo scores. */
package io.pilothouse.kernel.command.score;
