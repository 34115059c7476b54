package io.pilothouse.kernel.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.concurrent.EventExecutor;
import io.pilothouse.kernel.commit.RequestProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port on which the registry speaks the Pilot protocol: JSON and binary, plain and TLS.
 *
 * <p>Threads: {@link #start} and {@link #close} from one; the rest from any.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Sweeps run as long as their event loop.
public final class ProtocolServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolServer.class);
    private static final int BACKLOG = 4096;
    /** Replies that wait for the client before its requests are not read any more, in bytes. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(64 << 10, 128 << 10);
    /** What the system queues unsent; without it a slow reader shows no progress for minutes. */
    private static final long UNSENT = 64 << 10;
    private static final long LIMITS_SWEEP_SECONDS = 60;
    /** Large replies that wait for slow readers, for all connections together, in bytes. */
    private static final long UNREAD = 256L << 20;

    private final NetSettings settings;
    private final Port port;
    private final Map<EventExecutor, ConnectionTable> tables = new HashMap<>();
    private EventLoopGroup loops;
    private Channel listener;

    /**
     * A port that is not open yet.
     *
     * @param identity certificate for TLS; none is needed when encryption is off
     * @param knownKey whether a public key, as sent, belongs to a node; asked only when the limits per operation are on
     */
    public ProtocolServer(NetSettings settings, RequestProcessor processor, Optional<TlsIdentity> identity,
            Subscriptions subscriptions, Predicate<String> knownKey, NetMetrics metrics) {
        this(settings, processor, identity, subscriptions, knownKey, metrics, UNREAD);
    }

    ProtocolServer(NetSettings settings, RequestProcessor processor, Optional<TlsIdentity> identity,
            Subscriptions subscriptions, Predicate<String> knownKey, NetMetrics metrics, long unread) {
        if (settings.encryption() != Encryption.OFF && identity.isEmpty()) {
            throw new IllegalArgumentException("TLS needs a certificate");
        }
        this.settings = settings;
        port = new Port(settings, processor, subscriptions, metrics,
                identity.filter(any -> settings.encryption() != Encryption.OFF)
                        .map(own -> own.engines(settings.tls12())),
                settings.limits().perOperation() ? Optional.of(new OperationLimits(knownKey)) : Optional.empty(),
                new Admission(settings.limits()), new ByteBudget(settings.frames().strangers()),
                new ByteBudget(settings.frames().unfinished()), new ByteBudget(unread), new Complaints(LOG));
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the address cannot be had
     */
    public void start() throws IOException {
        int count = settings.eventLoops() > 0 ? settings.eventLoops() : Runtime.getRuntime().availableProcessors();
        loops = EventLoops.create(count, "pilothouse-net");
        long sweep = ConnectionTable.sweepNanos(settings.deadlines().shortest());
        for (EventExecutor loop : loops) {
            ConnectionTable table = new ConnectionTable();
            tables.put(loop, table);
            loop.scheduleWithFixedDelay(table::sweep, sweep, sweep, TimeUnit.NANOSECONDS);
        }
        port.operations().ifPresent(limits -> loops.next().scheduleWithFixedDelay(limits::sweep, LIMITS_SWEEP_SECONDS,
                LIMITS_SWEEP_SECONDS, TimeUnit.SECONDS));
        InetSocketAddress wanted = settings.host().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.host(), settings.port());
        ChannelFuture bound = bootstrap().bind(wanted).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException("cannot listen on " + settings.host() + ":" + settings.port() + ": "
                    + bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
    }

    private ServerBootstrap bootstrap() {
        FirstBytes first = new FirstBytes(port);
        ServerBootstrap bootstrap = EventLoops.server(loops)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        admit(accepted, first);
                    }
                });
        return EventLoops.epoll() ? bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT) : bootstrap;
    }

    private void admit(Channel accepted, FirstBytes first) {
        InetAddress address = accepted.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
        Optional<NetMetrics.Refused> refused = port.admission().enter(address);
        if (refused.isPresent()) {
            port.metrics().refused(refused.get());
            accepted.close();
            return;
        }
        accepted.closeFuture().addListener(closed -> port.admission().leave(address));
        accepted.pipeline().addLast("pilot", new Connection(port, tables.get(accepted.eventLoop()), first));
    }

    /** Where the port listens; tells the port number that was taken for 0. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Open connections. */
    public int connections() {
        return port.admission().open();
    }

    /** Bytes of unfinished frames that are kept beyond 2 KiB for each connection. */
    public long unfinishedBytes() {
        return port.strangers().held() + port.unfinished().held();
    }

    /** Bytes of replies above 64 KiB that their clients have not taken yet. */
    public long unreadBytes() {
        return port.unread().held();
    }

    /**
     * Stops listening, lets requests in flight be answered within {@code drain}, then closes what is left. What answers
     * them, the commit pipeline above all, is to be closed afterwards.
     */
    @Override
    public void close() {
        if (loops == null) {
            return;
        }
        port.admission().close();
        if (listener != null) {
            listener.close().awaitUninterruptibly();
            tables.forEach((loop, table) -> loop.execute(table::drain));
            if (!port.admission().awaitEmpty(settings.deadlines().drain())) {
                LOG.warn("{} connections did not finish in time and are cut", connections());
            }
            tables.forEach((loop, table) -> loop.execute(table::closeAll));
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        loops = null;
    }
}
