package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.pilothouse.protocol.wire.Frames;

/** Replies of one connection, gathered so that a burst of requests costs one write. Threads: the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the connection.
final class Outbox {
    private static final int USUAL = 1024;
    private static final int FULL = 1 << 16;

    private final ChannelHandlerContext context;
    private final NetMetrics metrics;
    private ByteBuf buffer;
    private Object lastPart;
    private long lastProgress;
    private long lastPending;
    private long progressAt;

    Outbox(ChannelHandlerContext context, NetMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** A length and as many bytes. */
    void frame(byte[] body, int length) {
        room(Frames.PREFIX + length).writeInt(length).writeBytes(body, 0, length);
    }

    /** A length, a type and as many bytes as the length says less one. */
    void frame(int type, byte[] body, int length) {
        room(Frames.PREFIX + 1 + length).writeInt(length + 1).writeByte(type).writeBytes(body, 0, length);
    }

    /**
     * A frame whose body begins with pages.
     *
     * @param type type of the frame, or −1 where frames have none
     * @param size length of the whole body
     * @param unread gets back the size when the client has taken the body or is gone
     */
    void frame(int type, Pages pages, byte[] rest, int length, int size, ByteBudget unread) {
        if (type < 0) {
            room(Frames.PREFIX).writeInt(size);
        } else {
            room(Frames.PREFIX + 1).writeInt(size + 1).writeByte(type);
        }
        write();
        ByteBuf last = null;
        for (ByteBuf page = pages.next(); page != null; page = pages.next()) {
            if (last != null) {
                metrics.sent(last.readableBytes());
                context.write(last, context.voidPromise());
            }
            last = page;
        }
        metrics.sent(last.readableBytes());
        context.write(last).addListener(taken -> unread.give(size));
        room(length).writeBytes(rest, 0, length);
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }

    /** Bytes as they are. */
    void raw(byte[] bytes) {
        room(bytes.length).writeBytes(bytes);
    }

    private ByteBuf room(int bytes) {
        if (buffer != null && buffer.readableBytes() + bytes > FULL) {
            write();
        }
        if (buffer == null) {
            buffer = context.alloc().directBuffer(Math.max(USUAL, bytes));
        }
        return buffer;
    }

    private void write() {
        metrics.sent(buffer.readableBytes());
        ByteBuf full = buffer;
        buffer = null;
        context.write(full, context.voidPromise());
    }

    /** Sends what is there. */
    void flush() {
        if (buffer != null) {
            write();
            context.flush();
        } else if (pending() > 0) {
            context.flush();
        }
    }

    private long pending() {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        return out == null ? 0 : out.totalPendingWriteBytes();
    }

    /** Whether replies wait for the client to take them. */
    boolean waiting() {
        return buffer != null || pending() > 0;
    }

    /** Whether the client has taken nothing for too long. To be asked regularly while replies wait. */
    boolean stalled(long now, long nanos) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        if (out == null || out.totalPendingWriteBytes() == 0) {
            progressAt = 0;
            lastPart = null;
            return false;
        }
        boolean moved = out.current() != lastPart || out.currentProgress() != lastProgress
                || out.totalPendingWriteBytes() < lastPending;
        lastPart = out.current();
        lastProgress = out.currentProgress();
        lastPending = out.totalPendingWriteBytes();
        if (moved || progressAt == 0) {
            progressAt = now;
            return false;
        }
        return now - progressAt > nanos;
    }

    /** Forgets what was not sent. */
    void free() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
        lastPart = null;
    }
}
