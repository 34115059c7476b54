package io.pilothouse.spi;

/**
 * Something a plugin does for the kernel. A component is created by its factory and closed by the kernel, nothing else;
 * there is no start, stop or reload in between.
 */
public interface Component extends AutoCloseable {
    /**
     * Releases everything: threads, files, connections.
     *
     * <p>Threads: one, never during another call. Order: last call; calling it twice is harmless. Failure: a throw is
     * logged and changes nothing.
     */
    @Override
    void close();
}
