package io.pilothouse.kernel.net.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the front door: hands its requests over, one at a time, and refuses what is no request.
 *
 * <p>Threads: its event loop, except {@link #answered}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to be written closes the connection.
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final FrontDoor door;
    private ChannelHandlerContext context;
    private ScheduledFuture<?> deadline;

    Conversation(FrontDoor door) {
        this.door = door;
    }

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        awaitRequest();
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        deadline.cancel(false);
    }

    private void awaitRequest() {
        deadline = context.executor().schedule(() -> context.close(), door.limits().request().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext same, FullHttpRequest request) {
        deadline.cancel(false);
        context.channel().config().setAutoRead(false);
        DecoderResult decoded = request.decoderResult();
        if (decoded.isFailure()) {
            HttpResponseStatus status = switch (decoded.cause()) {
                case TooLongHttpLineException line -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
                case TooLongHttpHeaderException header -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                default -> HttpResponseStatus.BAD_REQUEST;
            };
            refuse(status, decoded.cause().getMessage());
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
            // RFC 9112, section 3.2.
            refuse(HttpResponseStatus.BAD_REQUEST, "exactly one Host header is required");
        } else {
            try {
                door.answer(new PageExchange(this, context, request, target(request.uri()),
                        ByteBufUtil.getBytes(request.content()), door.limits().reply()));
            } catch (URISyntaxException wrong) {
                refuse(HttpResponseStatus.BAD_REQUEST, wrong.getMessage());
            }
        }
    }

    /** Both forms of RFC 9112, section 3.2, that are for a server; a path that begins with two slashes is a path. */
    private static URI target(String sent) throws URISyntaxException {
        if (!sent.startsWith("/")) {
            URI absolute = new URI(sent);
            if (!absolute.isAbsolute() || absolute.getRawPath() == null) {
                throw new URISyntaxException(sent, "the target must begin with a slash");
            }
            String query = absolute.getRawQuery();
            return target((absolute.getRawPath().isEmpty() ? "/" : absolute.getRawPath())
                    + (query == null ? "" : "?" + query));
        }
        // Behind an empty authority, or the first segment after two slashes would be taken for one.
        return new URI(sent.startsWith("//") ? "http://" + sent : sent);
    }

    private void refuse(HttpResponseStatus status, String why) {
        byte[] body = (status.code() + " " + status.reasonPhrase() + ": " + why + "\n")
                .getBytes(StandardCharsets.UTF_8);
        FullHttpResponse reply = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
                Unpooled.wrappedBuffer(body));
        reply.headers().set(HttpHeaderNames.CONTENT_TYPE, FrontDoor.TEXT)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(reply).addListener(ChannelFutureListener.CLOSE);
    }

    /** The reply is out: the next request may come. */
    void answered() {
        context.executor().execute(() -> {
            if (context.channel().isActive()) {
                awaitRequest();
                context.channel().config().setAutoRead(true);
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("http connection of {} broke", context.channel().remoteAddress(), cause);
        } else {
            LOG.error("http connection of {} failed", context.channel().remoteAddress(), cause);
        }
        context.close();
    }
}
