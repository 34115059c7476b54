package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;

/** How the bytes of a connection are cut into messages. Threads: event loops; one instance serves many connections. */
interface Speech {
    /**
     * Takes one message off the front of {@code in} and acts on it. Returns false, with nothing taken, when the message is
     * not complete; then only the bytes that came are kept, whatever length was claimed.
     */
    boolean take(Connection connection, ByteBuf in);
}
