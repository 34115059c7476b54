package io.pilothouse.identity.oidc;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way out as the contract describes it, made of the JDK's client. */
final class ClientHttp implements OutboundHttp, AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder message = HttpRequest.newBuilder(request.uri())
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(message::header);
        CompletableFuture<Response> answer = client
                .sendAsync(message.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenCompose(response -> CompletableFuture.supplyAsync(() -> read(response, request.most())));
        try {
            return answer.get(request.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer in time");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Cut) {
                throw new TooLong(request.most());
            }
            throw new IOException("the exchange failed", failed.getCause());
        }
    }

    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut(Throwable cause) {
            super(cause);
        }
    }

    private static Response read(HttpResponse<InputStream> response, int most) {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(most + 1);
            if (body.length > most) {
                throw new Cut(null);
            }
            return new Response(response.statusCode(), response.headers().map(), body);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
