package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The first part of a large reply while it is written, in pooled memory, so that a reply of megabytes needs no array of
 * megabytes. What is longer than the cap is only counted. Threads: one event loop.
 */
final class Pages implements JsonWriter.Overflow {
    private final Deque<ByteBuf> pages = new ArrayDeque<>();
    private ByteBufAllocator allocator;
    private int cap;
    private long length;

    /** Begins another reply; one that was not finished is forgotten. */
    Pages begin(ByteBufAllocator memory, int longest) {
        drop();
        allocator = memory;
        cap = longest;
        length = 0;
        return this;
    }

    @Override
    public void take(byte[] bytes, int count) {
        length += count;
        if (length > cap) {
            drop();
        } else {
            pages.add(allocator.directBuffer(count).writeBytes(bytes, 0, count));
        }
    }

    /** How many bytes came. */
    long length() {
        return length;
    }

    /** Takes the first page that is left, or null. */
    ByteBuf next() {
        return pages.poll();
    }

    /** Forgets what came, but not how much it was. */
    void drop() {
        for (ByteBuf page = pages.poll(); page != null; page = pages.poll()) {
            page.release();
        }
    }
}
