package io.pilothouse.kernel.outbound;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.TrustManagerFactory;

/** Moves the bytes of exchanges: a connection each, to the address it is given, with the name of the target. Threads: any. */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that is given up is closed sooner or later.
final class HttpLine implements AutoCloseable {
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 16_384;
    private static final int CHUNK = 8_192;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("pilothouse-outbound", true), NioIoHandler.newFactory());
    private final Optional<TrustManagerFactory> trust;
    private volatile SslContext tls;

    HttpLine(Optional<TrustManagerFactory> trust) {
        this.trust = trust;
    }

    /** There was no connection, so nothing was sent. */
    static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1L;

        NotConnected(String message, Throwable cause) {
            super(message, cause);
        }
    }

    OutboundHttp.Response exchange(OutboundHttp.Request request, Target target, InetSocketAddress address, long until)
            throws IOException, InterruptedException {
        CompletableFuture<OutboundHttp.Response> answer = new CompletableFuture<>();
        DefaultFullHttpRequest message = message(request, target);
        SslContext encryption = target.encrypted() ? tls() : null;
        ChannelFuture connecting = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.clamp(left(until) / 1_000_000, 1, 600_000))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (encryption != null) {
                            SslHandler handler = encryption.newHandler(channel.alloc(), target.certified(),
                                    target.port());
                            handler.setHandshakeTimeout(Math.max(1, left(until)), TimeUnit.NANOSECONDS);
                            channel.pipeline().addLast(handler);
                        }
                        channel.pipeline().addLast(new HttpClientCodec(LONGEST_LINE, LONGEST_HEADERS, CHUNK, true),
                                new AnswerCollector(request.most(), answer));
                    }
                }).connect(address);
        try {
            if (!connecting.await(left(until), TimeUnit.NANOSECONDS) || !connecting.isSuccess()) {
                throw new NotConnected(target.named() + " does not take connections: "
                        + (connecting.cause() == null ? "no answer in time" : reason(connecting.cause())),
                        connecting.cause());
            }
            connecting.channel().writeAndFlush(message.retain());
            return answer.get(left(until), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException(target.named() + " did not answer within " + request.deadline().toMillis() + " ms",
                    late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutboundHttp.TooLong) {
                throw new OutboundHttp.TooLong(request.most());
            }
            throw new IOException(target.named() + ": " + reason(failed.getCause()), failed.getCause());
        } finally {
            message.release();
            connecting.cancel(false);
            connecting.channel().close();
        }
    }

    private static long left(long until) {
        return Math.max(0, until - System.nanoTime());
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static DefaultFullHttpRequest message(OutboundHttp.Request request, Target target) throws IOException {
        try {
            byte[] body = request.body();
            DefaultFullHttpRequest message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1,
                    HttpMethod.valueOf(request.method()), target.path(), Unpooled.wrappedBuffer(body));
            request.headers().forEach((name, value) -> message.headers().set(name, value));
            message.headers().set(HttpHeaderNames.HOST, target.named()).set(HttpHeaderNames.CONNECTION, "close")
                    .set(HttpHeaderNames.USER_AGENT, "Pilothouse").remove(HttpHeaderNames.TRANSFER_ENCODING);
            if (body.length > 0 || !request.method().equals("GET")) {
                message.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            }
            if (!target.authorization().isEmpty() && !message.headers().contains(HttpHeaderNames.AUTHORIZATION)) {
                message.headers().set(HttpHeaderNames.AUTHORIZATION, target.authorization());
            }
            return message;
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the request is malformed: " + malformed.getMessage(), malformed);
        }
    }

    private SslContext tls() throws IOException {
        if (tls == null) {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2").endpointIdentificationAlgorithm("HTTPS");
            trust.ifPresent(builder::trustManager);
            tls = builder.build();
        }
        return tls;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
