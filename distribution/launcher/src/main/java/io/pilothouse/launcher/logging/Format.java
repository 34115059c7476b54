package io.pilothouse.launcher.logging;

import java.util.Locale;

/** How a log line looks. */
public enum Format {
    /** {@code time=… level=INFO msg=audit node_id=7}: for people. */
    TEXT,
    /** One JSON object a line: for machines. */
    JSON;

    /**
     * The format with this name.
     *
     * @throws IllegalArgumentException with a text for the operator
     */
    public static Format named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("a log format is text or json, not '" + name + "'");
        };
    }
}
