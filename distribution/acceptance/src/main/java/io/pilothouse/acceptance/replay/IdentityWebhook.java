package io.pilothouse.acceptance.replay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The identity webhook of the scenario {@code register-identity}: what it answers depends on the token. */
final class IdentityWebhook implements AutoCloseable {
    private final HttpServer server;

    IdentityWebhook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String token = Capture.MAPPER.readTree(exchange.getRequestBody()).path("token").asText();
            byte[] body = answer(token).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(token.equals("500") ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static String answer(String token) {
        return switch (token) {
            case "500" -> "{}";
            case "junk" -> "not json";
            case "no" -> "{\"verified\":false,\"error\":\"revoked by the provider\"}";
            case "no2" -> "{\"verified\":false}";
            case "empty" -> "{\"verified\":true,\"external_id\":\"\"}";
            default -> "{\"verified\":true,\"external_id\":\"ext-" + token + "\"}";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
