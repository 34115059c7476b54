package io.pilothouse.spi;

import java.util.Objects;

/** A text that must not be shown. It prints as dots, so that a log or an error that takes it along tells nothing. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * A secret with this text.
     *
     * @throws IllegalArgumentException when it is empty: nothing is not a secret
     */
    public static Secret of(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(text);
    }

    /** The text itself; for the place that needs it and no other. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "••••";
    }
}
