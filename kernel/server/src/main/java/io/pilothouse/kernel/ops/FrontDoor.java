package io.pilothouse.kernel.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP listener ({@code http.md}). Paths are exact; what is for operators only answers loopback callers.
 *
 * <p>Threads: one virtual thread a request.
 */
public final class FrontDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> pages = new HashMap<>();

    /** Binds to an address; nothing is answered before {@link #start}. */
    public FrontDoor(InetSocketAddress address) throws IOException {
        // A client that sends half a request must not hold a connection for ever; seconds, read once by the JDK's server.
        System.setProperty("sun.net.httpserver.maxReqTime", System.getProperty("sun.net.httpserver.maxReqTime", "30"));
        System.setProperty("sun.net.httpserver.maxRspTime", System.getProperty("sun.net.httpserver.maxRspTime", "60"));
        server = HttpServer.create(address, 128);
        server.setExecutor(threads);
        server.createContext("/", this::dispatch);
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

    /** Begins to answer. */
    public void start() {
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void dispatch(HttpExchange exchange) {
        try (exchange) {
            exchange.getRequestBody().close();
            String path = exchange.getRequestURI().getPath();
            String clean = cleaned(exchange, path);
            HttpHandler page = pages.get(path);
            if (!clean.equals(path)) {
                exchange.getResponseHeaders().set("Location", clean);
                send(exchange, 301, "text/html; charset=utf-8", "<a href=\"" + clean + "\">Moved Permanently</a>.\n\n");
            } else if (page != null) {
                page.handle(exchange);
            } else {
                send(exchange, 404, TEXT, "404 page not found\n");
            }
        } catch (IOException gone) {
            LOG.debug("http client went away: {}", gone.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("http request failed", defect);
        }
    }

    /** The path with repeated slashes and dot segments removed; a path that begins with two slashes parses as a host. */
    private static String cleaned(HttpExchange exchange, String path) {
        String whole = exchange.getRequestURI().getRawAuthority() != null && !exchange.getRequestURI().isAbsolute()
                ? "//" + exchange.getRequestURI().getRawAuthority() + path
                : path;
        String normal = java.net.URI.create("/").resolve(whole.replaceAll("/+", "/")).normalize().getPath();
        return normal == null || normal.isEmpty() || !normal.matches("[A-Za-z0-9/._~-]*") ? "/" : normal;
    }

    /** The loopback rule of {@code http.md} 1. */
    private static boolean local(HttpExchange exchange) {
        InetSocketAddress peer = exchange.getRemoteAddress();
        String ip = peer.getAddress().getHostAddress();
        boolean loopback = ip.equals("127.0.0.1") || ip.equals("0:0:0:0:0:0:0:1") || ip.equals("::1");
        String real = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Real-IP")).orElse("");
        return loopback
                && (real.isEmpty() || real.equals("127.0.0.1") || real.equals("::1") || real.equals("localhost"));
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    static HttpHandler metrics(RegistryMetrics metrics) {
        return exchange -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
            metrics.write(body);
            send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body.toByteArray());
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
