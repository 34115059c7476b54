package io.pilothouse.bench;

import java.io.IOException;

/** A receiver of events on loopback, in this process. */
interface Inbox extends AutoCloseable {
    /** Where it is. */
    String url();

    @Override
    void close() throws IOException;
}
