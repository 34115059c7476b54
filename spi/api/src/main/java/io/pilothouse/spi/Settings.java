package io.pilothouse.spi;

/** Checked values: every key is known, every value has its type, required ones are there. */
public interface Settings {
    /**
     * The value of a setting, or its default.
     *
     * <p>Threads: any. Failure: {@link IllegalArgumentException} for a setting that the factory did not declare.
     */
    <T> T value(Setting<T> setting);
}
