package io.pilothouse.kernel.outbound;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.pilothouse.spi.OutboundHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Puts one answer together; more bytes than wanted end it. Threads: the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // The connection is closed sooner or later.
final class AnswerCollector extends SimpleChannelInboundHandler<HttpObject> {
    private final int most;
    private final CompletableFuture<OutboundHttp.Response> answer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;

    AnswerCollector(int most, CompletableFuture<OutboundHttp.Response> answer) {
        this.most = most;
        this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) throws IOException {
        if (part.decoderResult().isFailure()) {
            throw new IOException("the answer is no HTTP: " + part.decoderResult().cause().getMessage(),
                    part.decoderResult().cause());
        }
        if (part instanceof HttpResponse head) {
            status = head.status().code();
            headers.clear();
            head.headers().forEach(header -> headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                    .add(header.getValue()));
        }
        if (part instanceof HttpContent content) {
            int length = content.content().readableBytes();
            if (length > most - body.size()) {
                throw new OutboundHttp.TooLong(most);
            }
            byte[] bytes = new byte[length];
            content.content().readBytes(bytes);
            body.writeBytes(bytes);
        }
        // What is only informational is followed by the answer itself.
        if (part instanceof LastHttpContent && HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL) {
            answer.complete(new OutboundHttp.Response(status, headers, body.toByteArray()));
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.completeExceptionally(new IOException("the connection ended before the whole answer was there"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
        context.close();
    }
}
