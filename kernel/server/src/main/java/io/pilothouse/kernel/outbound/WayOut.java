package io.pilothouse.kernel.outbound;

import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * HTTP/1.1, through the operator's proxy if there is one, and plain connections to other people's systems. Cheap to make: what moves bytes is there from the first request on.
 *
 * <p>Threads: callers block; bytes are moved by one event loop.
 */
public final class WayOut implements OutboundHttp, OutboundSockets, AutoCloseable {
    private final CheckedAddresses addresses;
    private final PlainSockets sockets;
    private final OutboundRules rules;
    private final ProxyWay proxied;
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
        // There is none of its classes without one.
        proxied = rules.proxy().isEmpty()
                ? null
                : new ProxyWay(rules.proxy().get(), addresses, new CheckedAddresses(resolver, true));
        sockets = new PlainSockets(addresses, rules.trust());
    }

    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
        long until = System.nanoTime() + request.deadline().toNanos();
        Target target = Target.of(request.uri());
        if (proxied != null) {
            return proxied.exchange(line(), request, target, until);
        }
        List<InetAddress> found = addresses.of(target.host(), until);
        IOException failed = null;
        for (InetAddress address : found) {
            try {
                return line().exchange(request, target, new InetSocketAddress(address, target.port()), until);
            } catch (HttpLine.NotConnected next) {
                // Nothing was sent, so the next address may be tried.
                failed = next;
            }
        }
        throw new NotReached(failed == null ? "no address" : failed.getMessage(), failed);
    }

    @Override
    public Socket tcp(String host, int port, Duration deadline) throws IOException, InterruptedException {
        return sockets.tcp(host, port, deadline);
    }

    @Override
    public Socket tls(String host, int port, Duration deadline) throws IOException, InterruptedException {
        return sockets.tls(host, port, deadline);
    }

    @Override
    public DatagramSocket udp(String host, int port, Duration deadline) throws IOException, InterruptedException {
        return sockets.udp(host, port, deadline);
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
