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
    static class NotConnected extends IOException {
        private static final long serialVersionUID = 1L;

        NotConnected(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An exchange with the target at its address. */
    OutboundHttp.Response exchange(OutboundHttp.Request request, Target target, InetSocketAddress address, long until)
            throws IOException, InterruptedException {
        return exchange(request, target, address, Optional.empty(), until);
    }

    /** An exchange through a proxy at the address, or with the target itself. */
    OutboundHttp.Response exchange(OutboundHttp.Request request, Target target, InetSocketAddress address,
            Optional<Passage> passage, long until) throws IOException, InterruptedException {
        CompletableFuture<OutboundHttp.Response> answer = new CompletableFuture<>();
        DefaultFullHttpRequest message = message(request, target);
        if (passage.isPresent()) {
            passage.get().address(message);
        }
        if (passage.isPresent() ? passage.get().encrypted() : target.encrypted()) {
            // Not on the event loop: authorities are read from a file.
            tls();
        }
        AnswerCollector collector = new AnswerCollector(request.most(), answer);
        ChannelFuture connecting = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.clamp(left(until) / 1_000_000, 1, 600_000))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (passage.isPresent()) {
                            passage.get().enter(channel, HttpLine.this, collector, until);
                            return;
                        }
                        if (target.encrypted()) {
                            channel.pipeline().addLast(encryption(channel, target, until));
                        }
                        channel.pipeline().addLast(codec(), collector);
                    }
                }).connect(address);
        try {
            if (!connecting.await(left(until), TimeUnit.NANOSECONDS) || !connecting.isSuccess()) {
                String reason = connecting.cause() == null ? "no answer in time" : reason(connecting.cause());
                throw new NotConnected(target.named() + " does not take connections: " + reason, connecting.cause());
            }
            if (passage.isPresent()) {
                passage.get().await(until);
            }
            connecting.channel().writeAndFlush(message.retain());
            return answer.get(left(until), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException(
                    named(target, passage) + " did not answer within " + request.deadline().toMillis() + " ms",
                    late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutboundHttp.TooLong) {
                throw new OutboundHttp.TooLong(request.most());
            }
            if (failed.getCause() instanceof NotConnected refused) {
                throw refused;
            }
            throw new IOException(named(target, passage) + ": " + reason(failed.getCause()), failed.getCause());
        } finally {
            message.release();
            connecting.cancel(false);
            connecting.channel().close();
        }
    }

    private static String named(Target target, Optional<Passage> passage) {
        return passage.isPresent() ? passage.get().toString() : target.named();
    }

    static HttpClientCodec codec() {
        return new HttpClientCodec(LONGEST_LINE, LONGEST_HEADERS, CHUNK, true);
    }

    /** TLS with somebody whose name counts; what that needs was made before. */
    SslHandler encryption(Channel channel, Target with, long until) {
        SslHandler handler = tls.newHandler(channel.alloc(), with.certified(), with.port());
        handler.setHandshakeTimeout(Math.max(1, left(until)), TimeUnit.NANOSECONDS);
        return handler;
    }

    private static long left(long until) {
        return Math.max(0, until - System.nanoTime());
    }

    static String reason(Throwable cause) {
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
                    .set(HttpHeaderNames.USER_AGENT, "Pilothouse").remove(HttpHeaderNames.TRANSFER_ENCODING)
                    .remove(HttpHeaderNames.PROXY_AUTHORIZATION);
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

    private void tls() throws IOException {
        if (tls == null) {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2").endpointIdentificationAlgorithm("HTTPS");
            trust.ifPresent(builder::trustManager);
            tls = builder.build();
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
