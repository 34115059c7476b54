package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;

/**
 * Bytes of one connection that came and are not used up. Memory follows what came, never what a frame claims, and is
 * counted against the budgets of {@link NetSettings.Frame}. Threads: the connection's event loop.
 */
final class Inbox {
    private static final int SMALLEST = 256;
    /** What each connection may hold uncounted. */
    private static final int UNCOUNTED = 2048;
    /** A frame may take one more second for as many bytes. */
    private static final int BYTES_PER_SECOND = 16 << 10;

    private final Port port;
    private ByteBuf buffer;
    private long counted;
    private boolean known;
    private ByteBudget budget;
    private long since;

    Inbox(Port port) {
        this.port = port;
        budget = port.strangers();
    }

    /** What is there, or null. */
    ByteBuf buffer() {
        return buffer;
    }

    int size() {
        return buffer == null ? 0 : buffer.readableBytes();
    }

    /** Takes over what came. */
    void add(ByteBufAllocator allocator, ByteBuf in) {
        if (buffer == null) {
            buffer = in;
            return;
        }
        try {
            if (buffer.writableBytes() < in.readableBytes()) {
                buffer = moved(allocator, buffer, Math.max(buffer.readableBytes() * 2,
                        buffer.readableBytes() + in.readableBytes()));
            }
            buffer.writeBytes(in);
        } finally {
            in.release();
        }
    }

    private static ByteBuf moved(ByteBufAllocator allocator, ByteBuf from, int capacity) {
        ByteBuf target = allocator.directBuffer(capacity);
        target.writeBytes(from);
        from.release();
        return target;
    }

    /** Gives the bytes to somebody else, or null. */
    ByteBuf detach() {
        ByteBuf detached = buffer;
        buffer = null;
        return detached;
    }

    /** From now on the larger budget counts. */
    void isKnown() {
        if (!known) {
            known = true;
            budget.give(counted);
            counted = 0;
            budget = port.unfinished();
        }
    }

    /** Gives back memory that is not needed and counts the rest; false when there is no room for it. */
    boolean settle(ByteBufAllocator allocator, long now) {
        if (buffer == null || !buffer.isReadable()) {
            free();
            return true;
        }
        if (since == 0) {
            since = now;
        }
        if (buffer.capacity() > SMALLEST && buffer.readableBytes() < buffer.capacity() / 4) {
            buffer = moved(allocator, buffer, Math.max(SMALLEST, buffer.readableBytes() * 2));
        }
        long more = Math.max(0, buffer.capacity() - UNCOUNTED) - counted;
        if (more > 0 && !budget.take(more)) {
            return false;
        }
        if (more < 0) {
            budget.give(-more);
        }
        counted += more;
        return true;
    }

    /** Another frame begins with what is left. */
    void frameTaken() {
        since = 0;
    }

    /** Whether a frame has begun and is not complete in time. */
    boolean overdue(long now, long partialFrameNanos) {
        return buffer != null && since != 0 && now - since > partialFrameNanos
                + TimeUnit.SECONDS.toNanos(buffer.readableBytes() / BYTES_PER_SECOND);
    }

    /** Forgets everything. */
    void free() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
        if (counted != 0) {
            budget.give(counted);
            counted = 0;
        }
        since = 0;
    }
}
