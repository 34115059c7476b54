package io.pilothouse.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a free loopback port, which can be stopped and started again at the same address.
 *
 * <p>Threads: one starts and stops it; each request has its own. Failure: a port that was taken meanwhile is an
 * {@link UncheckedIOException}.
 */
final class Loopback implements AutoCloseable {
    private final Map<String, Service> services = new LinkedHashMap<>();
    private HttpServer server;
    private ExecutorService threads;
    private int port;

    /** What is answered at a path. */
    interface Service {
        Answer answer(HttpExchange request) throws IOException;
    }

    /** A JSON answer. */
    record Answer(int status, String json) {}

    /** Answers at a path and everything below it; before {@link #start}. */
    Loopback at(String path, Service service) {
        services.put(path, service);
        return this;
    }

    Loopback start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port + " of loopback", taken);
        }
        port = server.getAddress().getPort();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        services.forEach((path, service) -> server.createContext(path, exchange -> {
            try (exchange) {
                Answer answer = service.answer(exchange);
                byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }));
        server.start();
        return this;
    }

    /** From now on connections are refused. */
    void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    /** The address of a path. */
    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Override
    public void close() {
        stop();
    }
}
