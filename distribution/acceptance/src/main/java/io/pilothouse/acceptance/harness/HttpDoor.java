package io.pilothouse.acceptance.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Requests to the HTTP listener; redirects are not followed. */
public final class HttpDoor implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(5)).build();
    private final InetSocketAddress address;

    public HttpDoor(InetSocketAddress address) {
        this.address = address;
    }

    /** A GET without headers. */
    public HttpResponse<String> fetch(String path) {
        return request("GET", path, Map.of());
    }

    /** Any request; the path may hold a query. */
    public HttpResponse<String> request(String method, String path, Map<String, String> headers) {
        var builder = HttpRequest
                .newBuilder(URI.create("http://" + address.getHostString() + ":" + address.getPort() + path))
                .timeout(Duration.ofSeconds(20)).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(builder::setHeader);
        try {
            return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
