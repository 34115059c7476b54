/**
 * The way out: HTTP to other people's systems, for plugins and the kernel alike. Every resolved address is checked and only a
 * checked one is connected to; answers are bounded in length and time. Nothing of it is loaded before the first request.
 */
package io.pilothouse.kernel.outbound;
