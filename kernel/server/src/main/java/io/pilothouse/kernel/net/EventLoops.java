package io.pilothouse.kernel.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What moves bytes: the kernel's epoll where Netty's native part loads, {@code java.nio} elsewhere. */
public final class EventLoops {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    private EventLoops() {}

    /** Whether options that only epoll knows can be set. The first call loads the native library, which takes its time. */
    static boolean epoll() {
        return Epoll.isAvailable();
    }

    /**
     * Event loops; they keep the program alive until they are shut down.
     *
     * @param threads how many
     * @param name what its threads are called, a number follows
     */
    public static EventLoopGroup create(int threads, String name) {
        if (!epoll()) {
            LOG.warn("native epoll is not available, java.nio is used", Epoll.unavailabilityCause());
        }
        IoHandlerFactory handlers = epoll() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), handlers);
    }

    /** A server on these loops, without handlers. */
    public static ServerBootstrap server(EventLoopGroup loops) {
        return new ServerBootstrap().group(loops)
                .channel(epoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }
}
