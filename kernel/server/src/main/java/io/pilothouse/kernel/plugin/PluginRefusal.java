package io.pilothouse.kernel.plugin;

/** Why a plugin stays out; the text says what was found and what was expected. */
final class PluginRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PluginRefusal(String message) {
        super(message);
    }

    PluginRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
