package io.pilothouse.spi.testkit;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The kernel's way out with the JDK's client: no redirects, a limit and a deadline for the whole answer. Threads: any. */
final class LoopbackHttp implements OutboundHttp {
    private static final Set<String> MADE = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private static final HttpClient CLIENT = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    static {
        MADE.addAll(Set.of("Host", "Content-Length", "Connection", "User-Agent"));
    }

    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
        if (request.uri().getHost() == null) {
            throw new IOException("URL must have a host but is " + request.uri());
        }
        HttpRequest.Builder builder;
        try {
            builder = HttpRequest.newBuilder(request.uri()).timeout(request.deadline()).method(request.method(),
                    HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().forEach((name, value) -> {
                if (!MADE.contains(name)) {
                    builder.setHeader(name, value);
                }
            });
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the request is malformed: " + malformed.getMessage(), malformed);
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name("testkit-http").start(() -> {
            try {
                answer.complete(read(request, builder.build()));
            } catch (IOException | InterruptedException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.get(request.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no answer within " + request.deadline(), late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof TooLong
                    ? new TooLong(request.most())
                    : new IOException(reason(failed.getCause()), failed.getCause());
        } finally {
            asking.interrupt();
        }
    }

    /** Without names of classes, as the kernel's. */
    private static String reason(Throwable cause) {
        Throwable root = cause;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        return root.getMessage() == null ? "the connection failed" : root.getMessage();
    }

    private static Response read(Request request, HttpRequest message) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = CLIENT.send(message, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] read = body.readNBytes(request.most());
            if (body.read() >= 0) {
                throw new TooLong(request.most());
            }
            return new Response(response.statusCode(), response.headers().map(), read);
        }
    }
}
