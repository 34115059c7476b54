package com.example.harbour;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.pilothouse.spi.HttpEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Answers a GET with how long it is there and how often it was asked. */
final class StatusEndpoint implements HttpEndpoint {
    private final InstantSource clock;
    private final Instant start;
    private final AtomicLong asked = new AtomicLong();

    StatusEndpoint(InstantSource clock) {
        this.clock = clock;
        start = clock.instant();
    }

    @Override
    public HttpHandler handler() {
        return this::answer;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] text = ("up for " + Duration.between(start, clock.instant()).toSeconds() + " s, asked "
                    + asked.incrementAndGet() + " times\n").getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=us-ascii");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        // Holds nothing: the server is the registry's.
    }
}
