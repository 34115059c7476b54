package io.pilothouse.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Opens connections to the first server that answers, beginning with the one that did so last. Thread-safe. */
final class Dialer {
    private final List<Server> servers;
    private final Optional<Tls> tls;
    private final Duration timeout;
    private final AtomicInteger preferred = new AtomicInteger();

    Dialer(List<Server> servers, Optional<Tls> tls, Duration timeout) {
        this.servers = List.copyOf(servers);
        this.tls = tls;
        this.timeout = timeout;
    }

    /**
     * A connected socket, the TLS handshake done.
     *
     * @throws IOException the failure of the last server tried; the others are suppressed in it
     */
    Link dial() throws IOException {
        int first = preferred.get();
        IOException failure = null;
        for (int i = 0; i < servers.size(); i++) {
            int index = (first + i) % servers.size();
            try {
                Link link = dial(servers.get(index));
                preferred.set(index);
                return link;
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure;
    }

    private Link dial(Server server) throws IOException {
        try {
            return connect(server);
        } catch (SSLException e) {
            throw new SSLException("no trusted TLS connection to " + server + ": " + reason(e), e);
        } catch (UnknownHostException e) {
            throw new IOException("there is no host named " + server.host(), e);
        } catch (SocketTimeoutException e) {
            throw new IOException(server + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (IOException e) {
            throw new IOException("cannot connect to " + server + ": " + e.getMessage(), e);
        }
    }

    private Link connect(Server server) throws IOException {
        int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
        IOException failure = null;
        // A name such as localhost may stand for addresses of which only one is listened on.
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            Socket carrier = new Socket();
            try {
                carrier.connect(new InetSocketAddress(address, server.port()), millis);
                carrier.setTcpNoDelay(true);
                carrier.setKeepAlive(true);
                return tls.isPresent() ? encrypted(carrier, server, tls.get(), millis) : new Link(carrier, carrier);
            } catch (IOException e) {
                carrier.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static Link encrypted(Socket carrier, Server server, Tls tls, int millis) throws IOException {
        carrier.setSoTimeout(millis);
        SSLSocket socket = (SSLSocket) tls.factory().createSocket(carrier, server.host(), server.port(), true);
        tls.prepare(socket);
        socket.startHandshake();
        carrier.setSoTimeout(0);
        return new Link(socket, carrier);
    }

    /** The text of our own trust check, which the JDK wraps. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }
}
