package io.pilothouse.spi;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * The way out for protocols that are not HTTP, shared by all components. The kernel decides where it may lead, as for
 * {@link OutboundHttp}: every address that a name resolves to is checked, and a checked one is connected to. An operator's proxy for
 * HTTP is not used.
 *
 * <p>Threads: any that may block. Failure: {@link IOException} with a text for the operator. Whoever opens a socket closes it.
 */
public interface OutboundSockets {
    /**
     * A connected TCP socket.
     *
     * @param host name or address
     * @param deadline time for the resolution of the name and the connection; also the read timeout of the socket
     */
    Socket tcp(String host, int port, Duration deadline) throws IOException, InterruptedException;

    /**
     * A connected TCP socket with TLS 1.2 or newer, after the handshake; certificate and name are right.
     *
     * @param host name or address, which the certificate must be for
     * @param deadline time for name, connection and handshake together; also the read timeout of the socket
     */
    Socket tls(String host, int port, Duration deadline) throws IOException, InterruptedException;

    /** A UDP socket that is connected to the host, so it sends to nobody else and receives from nobody else. */
    DatagramSocket udp(String host, int port, Duration deadline) throws IOException, InterruptedException;
}
