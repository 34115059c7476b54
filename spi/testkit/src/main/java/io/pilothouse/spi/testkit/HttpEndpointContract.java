package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.pilothouse.spi.HttpEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every endpoint keeps: each request is answered, a strange one without a failure of the endpoint. */
public abstract class HttpEndpointContract extends ComponentContract<HttpEndpoint> {
    private static final List<String> PATHS = List.of("", "/", "//", "/../..", "/%00", "/a%2fb", "/x?y=%zz",
            "/" + "a".repeat(2_000));

    /** For extending it. */
    protected HttpEndpointContract() {}

    @Override
    protected abstract HttpEndpoint.Factory factory();

    @Override
    protected void use(HttpEndpoint component) throws Exception {
        assertNotNull(component.handler());
    }

    @Test
    final void contractEveryRequestIsAnswered() throws Exception {
        HttpEndpoint endpoint = component();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.setExecutor(threads);
            server.createContext("/plugins/test", endpoint.handler());
            server.start();
            try {
                List<Callable<Integer>> requests = new ArrayList<>();
                for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW")) {
                    for (String path : PATHS) {
                        for (String body : List.of("", "{", "x".repeat(100_000))) {
                            requests.add(() -> status(client, server.getAddress().getPort(), method, path, body));
                        }
                    }
                }
                for (Future<Integer> status : threads.invokeAll(requests)) {
                    assertTrue(status.get() >= 200, "an answer");
                    assertNotEquals(500, status.get(), "a strange request is no failure of the endpoint");
                }
            } finally {
                server.stop(0);
            }
        }
    }

    private static int status(HttpClient client, int port, String method, String path, String body) throws Exception {
        URI uri;
        try {
            uri = URI.create("http://127.0.0.1:" + port + "/plugins/test" + path);
        } catch (IllegalArgumentException unspeakable) {
            return 400;
        }
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
