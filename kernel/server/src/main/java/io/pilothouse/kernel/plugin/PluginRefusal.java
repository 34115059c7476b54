package io.pilothouse.kernel.plugin;

/** Why a plugin stays out; the text says what was found and what was expected. */
public class PluginRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was expected and what was found. */
    public PluginRefusal(String message) {
        super(message);
    }

    /** With what was expected and what was found. */
    public PluginRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
