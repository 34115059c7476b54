package io.pilothouse.kernel.plugin;

/**
 * Ends a call that does not end by itself. An error, because a plugin that catches exceptions should not catch it; one that does
 * cannot tie anything of its own to it.
 */
final class StoppedCallError extends Error {
    private static final long serialVersionUID = 1L;

    StoppedCallError(String why) {
        super(why, null, false, true);
    }
}
