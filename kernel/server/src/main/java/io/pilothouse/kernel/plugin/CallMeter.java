package io.pilothouse.kernel.plugin;

/** Is told of every call into a plugin. */
@FunctionalInterface
public interface CallMeter {
    /**
     * A call has ended, or was not made.
     *
     * <p>Threads: many.
     *
     * @param instance name of the component instance
     * @param outcome one of few words: {@code ok}, {@code failed}, {@code threw}, {@code late}, {@code stopped}, {@code full}, {@code open},
     *     {@code closed}
     * @param nanoseconds how long the caller waited
     */
    void called(String instance, String outcome, long nanoseconds);
}
