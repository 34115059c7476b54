/** Identity providers at work: made of what is configured in the state, asked about tokens, closed when they are configured away. */
package io.pilothouse.kernel.identity;
