package io.pilothouse.kernel.outbound;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/1.1 to other people's systems. Cheap to make: what moves bytes is there from the first request on.
 *
 * <p>Threads: callers block; bytes are moved by one event loop.
 */
public final class WayOut implements OutboundHttp, AutoCloseable {
    private final CheckedAddresses addresses;
    private final OutboundRules rules;
    private HttpLine line;
    private boolean closed;

    /** A way out with the computer's resolver. */
    public WayOut(OutboundRules rules) {
        this(rules, Resolver.SYSTEM);
    }

    /** A way out with another resolver. */
    public WayOut(OutboundRules rules, Resolver resolver) {
        this.rules = rules;
        addresses = new CheckedAddresses(resolver, rules.privateNetworks());
    }

    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
        long until = System.nanoTime() + request.deadline().toNanos();
        Target target = Target.of(request.uri());
        List<InetAddress> found = resolved(target.host(), until);
        IOException failed = null;
        for (InetAddress address : found) {
            try {
                return line().exchange(request, target, new InetSocketAddress(address, target.port()), until);
            } catch (HttpLine.NotConnected next) {
                // Nothing was sent, so the next address may be tried.
                failed = next;
            }
        }
        throw new IOException(failed == null ? "no address" : failed.getMessage(), failed);
    }

    /** A resolver cannot be given a deadline, but nobody has to wait for it. */
    private List<InetAddress> resolved(String host, long until) throws IOException, InterruptedException {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name("pilothouse-resolve").start(() -> {
            try {
                answer.complete(addresses.of(host));
            } catch (IOException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("the name " + host + " was not resolved in time", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known
                    ? new IOException(known.getMessage(), known)
                    : new IOException("the name " + host + " could not be resolved", failed.getCause());
        } finally {
            asking.interrupt();
        }
    }

    private synchronized HttpLine line() throws IOException {
        if (closed) {
            throw new IOException("the registry is shutting down");
        }
        if (line == null) {
            line = new HttpLine(rules.trust());
        }
        return line;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (line != null) {
            line.close();
        }
    }
}
