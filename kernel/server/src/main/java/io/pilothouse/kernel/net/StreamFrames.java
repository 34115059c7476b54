package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.pilothouse.protocol.wire.Frames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A connection that became a stream: frames go out, and what comes in is the subscriber's. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the connection.
final class StreamFrames implements Speech, Subscriptions.Stream {
    private final ChannelHandlerContext context;
    private final Subscriptions.Subscriber subscriber;
    private final NetMetrics metrics;
    private final AtomicLong unsent = new AtomicLong();
    private final List<Future<?>> tasks = new CopyOnWriteArrayList<>();

    StreamFrames(ChannelHandlerContext context, Subscriptions.Subscriber subscriber, NetMetrics metrics) {
        this.context = context;
        this.subscriber = subscriber;
        this.metrics = metrics;
    }

    @Override
    public boolean take(Connection connection, ByteBuf in) {
        byte[] octets = new byte[in.readableBytes()];
        in.readBytes(octets);
        subscriber.received(octets);
        return true;
    }

    void opened() {
        subscriber.opened(this);
    }

    void closed() {
        tasks.forEach(task -> task.cancel(false));
        tasks.clear();
        subscriber.closed();
    }

    @Override
    public void send(byte[] message) {
        int size = Frames.PREFIX + message.length;
        unsent.addAndGet(size);
        metrics.sent(size);
        ByteBuf frame = context.alloc().directBuffer(size).writeInt(message.length).writeBytes(message);
        context.writeAndFlush(frame).addListener(done -> unsent.addAndGet(-size));
    }

    @Override
    public void every(Duration period, Runnable task) {
        tasks.add(context.executor().scheduleAtFixedRate(task, period.toMillis(), period.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    @Override
    public long unsent() {
        return unsent.get();
    }

    @Override
    public void close() {
        context.close();
    }
}
