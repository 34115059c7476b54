package io.pilothouse.kernel.outbound;

import io.pilothouse.spi.OutboundSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Sockets to checked addresses. Threads: any. */
final class PlainSockets implements OutboundSockets {
    private final CheckedAddresses addresses;
    private final Optional<TrustManagerFactory> trust;
    private volatile SSLContext encryption;

    PlainSockets(CheckedAddresses addresses, Optional<TrustManagerFactory> trust) {
        this.addresses = addresses;
        this.trust = trust;
    }

    @Override
    public Socket tcp(String host, int port, Duration deadline) throws IOException, InterruptedException {
        long until = System.nanoTime() + deadline.toNanos();
        IOException failed = null;
        for (InetAddress address : addresses.of(bracketed(host), until)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(new InetSocketAddress(address, port), milliseconds(until));
                socket.setSoTimeout(milliseconds(deadline));
                return socket;
            } catch (IOException next) {
                socket.close();
                failed = next;
            }
        }
        throw new NotReached(host + ":" + port + " does not take connections: " + reason(failed), failed);
    }

    @Override
    public Socket tls(String host, int port, Duration deadline) throws IOException, InterruptedException {
        long until = System.nanoTime() + deadline.toNanos();
        Socket plain = tcp(host, port, deadline);
        try {
            SSLSocket socket = (SSLSocket) encryption().getSocketFactory().createSocket(plain,
                    host.replaceFirst("\\.+$", ""), port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            plain.setSoTimeout(milliseconds(until));
            socket.startHandshake();
            plain.setSoTimeout(milliseconds(deadline));
            return socket;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw new IOException("no TLS with " + host + ":" + port + ": " + reason(failed), failed);
        }
    }

    @Override
    public DatagramSocket udp(String host, int port, Duration deadline) throws IOException, InterruptedException {
        InetAddress address = addresses.of(bracketed(host), System.nanoTime() + deadline.toNanos()).getFirst();
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.connect(new InetSocketAddress(address, port));
            socket.setSoTimeout(milliseconds(deadline));
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw new NotReached("no way to " + host + ":" + port + ": " + reason(failed), failed);
        }
    }

    /** The check reads an IPv6 address as it stands in a URL. */
    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String reason(Exception failed) {
        if (failed == null) {
            return "it has no address";
        }
        return failed instanceof SocketTimeoutException || failed.getMessage() == null
                ? "no answer in time"
                : failed.getMessage();
    }

    private static int milliseconds(long until) {
        return Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 600_000);
    }

    private static int milliseconds(Duration time) {
        return Math.clamp(time.toMillis(), 1, 600_000);
    }

    private SSLContext encryption() throws IOException {
        if (encryption == null) {
            try {
                SSLContext made = SSLContext.getInstance("TLS");
                made.init(null, trust.map(TrustManagerFactory::getTrustManagers).orElse(null), null);
                encryption = made;
            } catch (GeneralSecurityException unusable) {
                throw new IOException("TLS cannot be set up: " + unusable.getMessage(), unusable);
            }
        }
        return encryption;
    }
}
