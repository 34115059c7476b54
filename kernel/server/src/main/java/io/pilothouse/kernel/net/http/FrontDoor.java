package io.pilothouse.kernel.net.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.pilothouse.kernel.net.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP listener ({@code http.md}). Paths are exact; what is for operators only answers loopback callers. Pages are
 * handlers of {@code jdk.httpserver}, the interface that plugins implement too.
 *
 * <p>Threads: bytes are moved by one event loop; each request gets a virtual thread, so that a page may block. One
 * connection's requests are answered one after the other.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A refused connection is closed sooner or later.
public final class FrontDoor implements AutoCloseable {
    static final String TEXT = "text/plain; charset=utf-8";

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String HTML = "text/html; charset=utf-8";
    private static final int BACKLOG = 128;
    /** Whoever opens more connections than this waits for others to end. */
    private static final int CONNECTIONS = 1_024;
    /** A request's body, in bytes. */
    private static final int BODY = 1 << 20;
    /** How long requests in flight may go on when the door closes. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Limits limits;
    private final EventLoopGroup loop = EventLoops.create(1, "pilothouse-http");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    /** Forgets those that are closed. */
    private final ChannelGroup connections = new DefaultChannelGroup(loop.next());
    private final Phaser inFlight = new Phaser(1);
    private final Channel listener;

    /**
     * How long a client may take.
     *
     * @param request from the end of one reply until the next request is there as a whole
     * @param reply until a piece of a reply is taken
     */
    record Limits(Duration request, Duration reply) {}

    /**
     * Binds to an address; nothing is answered before {@link #start}.
     *
     * @throws IOException if the address cannot be had
     */
    public FrontDoor(InetSocketAddress address) throws IOException {
        this(address, new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    FrontDoor(InetSocketAddress address, Limits limits) throws IOException {
        this.limits = limits;
        ChannelFuture bound = EventLoops.server(loop).option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true).option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        admit(accepted);
                    }
                }).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
    }

    /** Puts a page behind an exact path. */
    public FrontDoor page(String path, HttpHandler page) {
        pages.put(path, page);
        return this;
    }

    /** Puts a page behind an exact path that only loopback callers may see. */
    public FrontDoor localPage(String path, HttpHandler page) {
        return page(path, exchange -> {
            if (local(exchange)) {
                page.handle(exchange);
            } else {
                send(exchange, 403, TEXT, "Forbidden\n");
            }
        });
    }

    /** Begins to answer, also those who came since the address was bound. */
    public void start() {
        listener.config().setAutoRead(true);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    private void admit(Channel accepted) {
        if (connections.size() >= CONNECTIONS) {
            accepted.close();
            return;
        }
        connections.add(accepted);
        accepted.pipeline().addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(),
                new HttpObjectAggregator(BODY), new FlowControlHandler(), new Conversation(this));
    }

    Limits limits() {
        return limits;
    }

    /** Answers a request on a thread of its own. */
    void answer(PageExchange exchange) {
        if (inFlight.register() < 0) {
            exchange.abandon();
            return;
        }
        threads.execute(() -> {
            try {
                dispatch(exchange);
            } finally {
                inFlight.arriveAndDeregister();
            }
        });
    }

    private void dispatch(PageExchange exchange) {
        try (exchange) {
            HttpHandler page = pages.get(exchange.getRequestURI().getPath());
            String raw = exchange.getRequestURI().getRawPath();
            String clean = CleanPath.of(raw);
            if (!clean.equals(raw)) {
                redirect(exchange, clean);
            } else if (page != null) {
                page.handle(exchange);
            } else {
                send(exchange, 404, TEXT, "404 page not found\n");
            }
        } catch (IOException gone) {
            LOG.debug("http client went away: {}", gone.getMessage());
            exchange.abandon();
        } catch (RuntimeException | Error defect) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), defect);
            exchange.apologise();
        }
    }

    private static void redirect(PageExchange exchange, String path) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String target = query == null ? path : path + "?" + query;
        exchange.getResponseHeaders().set("Location", target);
        send(exchange, 301, HTML, "<a href=\"" + target.replace("&", "&amp;").replace("'", "&#39;")
                + "\">Moved Permanently</a>.\n\n");
    }

    /** The loopback rule of {@code http.md} 1. */
    private static boolean local(HttpExchange exchange) {
        String ip = exchange.getRemoteAddress().getAddress().getHostAddress();
        boolean loopback = ip.equals("127.0.0.1") || ip.equals("0:0:0:0:0:0:0:1");
        String real = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Real-IP")).orElse("");
        return loopback
                && (real.isEmpty() || real.equals("127.0.0.1") || real.equals("::1") || real.equals("localhost"));
    }

    /** Sends a whole reply of text, in UTF-8. */
    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a whole reply; what is asked for by {@code HEAD} gets its header alone. */
    public static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Stops listening, lets requests in flight be answered for a moment, then cuts what is left. */
    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        int phase = inFlight.arriveAndDeregister();
        try {
            inFlight.awaitAdvanceInterruptibly(phase, DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("{} http requests did not finish in time and are cut", inFlight.getUnarrivedParties());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        connections.close().awaitUninterruptibly(DRAIN.toMillis());
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
