package io.pilothouse.kernel.outbound;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way of one connection through the proxy: a tunnel to an encrypted target, the whole URL for another one (RFC 9112, 3.2.2 and
 * 3.2.3). As long as it is not open, nothing of the request was sent. Threads: the event loop, and one caller that waits.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Listeners stay with their future.
final class Passage {
    private final OutboundProxy proxy;
    private final Target target;
    private final String host;
    private final CompletableFuture<Void> open = new CompletableFuture<>();

    /** A way to a target; the host, an address or a name as in a URL, is what the proxy is told. */
    Passage(OutboundProxy proxy, Target target, String host) {
        this.proxy = proxy;
        this.target = target;
        this.host = host;
    }

    boolean encrypted() {
        return proxy.at().encrypted() || target.encrypted();
    }

    /** What the proxy must be told by the request itself. */
    void address(HttpRequest message) {
        if (!target.encrypted()) {
            String named = host + target.named().substring(target.host().length());
            message.setUri("http://" + named + target.path()).headers().set(HttpHeaderNames.HOST, named);
            authorize(message);
        }
    }

    void authorize(HttpMessage message) {
        if (!proxy.at().authorization().isEmpty()) {
            message.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, proxy.at().authorization());
        }
    }

    /** Prepares a connection to the proxy. */
    void enter(Channel channel, HttpLine line, ChannelHandler collector, long until) {
        ChannelPipeline pipeline = channel.pipeline();
        SslHandler outer = proxy.at().encrypted() ? line.encryption(channel, proxy.at(), until) : null;
        if (outer != null) {
            pipeline.addLast(outer);
        }
        if (target.encrypted()) {
            pipeline.addLast(HttpLine.codec(), new Tunnel(this, () -> {
                SslHandler inner = line.encryption(channel, target, until);
                pipeline.addLast(inner, HttpLine.codec(), collector);
                opensWith(inner);
            }));
        } else {
            pipeline.addLast(HttpLine.codec(), new Refusals(this), collector);
            if (outer == null) {
                open.complete(null);
            } else {
                opensWith(outer);
            }
        }
    }

    private void opensWith(SslHandler encryption) {
        encryption.handshakeFuture().addListener(shaken -> {
            if (shaken.isSuccess()) {
                open.complete(null);
            } else {
                fail(shaken.cause());
            }
        });
    }

    String authority() {
        return host + ":" + target.port();
    }

    void fail(Throwable cause) {
        open.completeExceptionally(cause);
    }

    /** Waits until the request can be sent. */
    void await(long until) throws NoWay, InterruptedException {
        try {
            open.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw noWay("no answer in time", late, true);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof NoWay known
                    ? new NoWay(known.getMessage(), known, known.everywhere())
                    : noWay(HttpLine.reason(failed.getCause()), failed.getCause(), false);
        }
    }

    /** What a status of the proxy means. */
    NoWay refused(HttpResponseStatus status) {
        if (status.code() == HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED.code()) {
            return noWay("it answered 407, so "
                    + (proxy.at().authorization().isEmpty()
                            ? "it wants a user and a password in outbound-proxy"
                            : "it does not take the user and password of outbound-proxy"),
                    null, true);
        }
        return noWay("it answered " + status.code(), null, false);
    }

    /** It is not there, so no address of the target can be reached. */
    NoWay absent(String reason, Throwable cause) {
        return new NoWay("the proxy " + proxy + " does not take connections: " + reason, cause, true);
    }

    private NoWay noWay(String reason, Throwable cause, boolean everywhere) {
        return new NoWay("no way through the proxy " + proxy + " to " + target.named() + ": " + reason, cause,
                everywhere);
    }

    @Override
    public String toString() {
        return target.named() + " through the proxy " + proxy;
    }
}
