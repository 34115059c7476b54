package io.pilothouse.kernel.outbound;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;

/** Asks the proxy for a tunnel and steps aside when there is one. Threads: the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // The connection is closed sooner or later.
final class Tunnel extends SimpleChannelInboundHandler<HttpObject> {
    private final Passage passage;
    private final Runnable behind;
    private HttpResponseStatus status = HttpResponseStatus.CONTINUE;
    private boolean over;

    /** With what puts the rest of the pipeline there. */
    Tunnel(Passage passage, Runnable behind) {
        this.passage = passage;
        this.behind = behind;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.CONNECT,
                passage.authority());
        request.headers().set(HttpHeaderNames.HOST, passage.authority()).set(HttpHeaderNames.USER_AGENT, "Pilothouse");
        passage.authorize(request);
        context.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) throws IOException {
        if (part.decoderResult().isFailure()) {
            throw new IOException("its answer is no HTTP: " + part.decoderResult().cause().getMessage());
        }
        if (over) {
            return;
        }
        if (part instanceof HttpResponse head) {
            status = head.status();
            // The codec knows a tunnel by 200 alone, and no proxy is known to say another 2xx.
            if (status.codeClass() != HttpStatusClass.INFORMATIONAL && status.code() != 200) {
                // What it tells besides, mostly a page for people, is not waited for.
                fail(context, passage.refused(status));
            }
        }
        if (part instanceof LastHttpContent && status.code() == 200) {
            context.pipeline().remove(HttpClientCodec.class);
            if (!over) {
                over = true;
                behind.run();
                context.pipeline().remove(this);
            }
        }
    }

    /** Bytes that the codec had left: TLS servers wait for their client, so this is none. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!acceptInboundMessage(message)) {
            fail(context, new IOException("something that is no TLS server spoke first"));
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, new IOException("the connection ended before it answered"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        over = true;
        passage.fail(cause);
        context.close();
    }
}
