package io.pilothouse.packaging;

/** A plugin's folder, or a key, that is not as it must be; the text says what was expected and what was found. */
public final class UnfitPluginException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what was expected and what was found. */
    public UnfitPluginException(String message) {
        super(message);
    }

    /** With what was expected and what was found. */
    public UnfitPluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
