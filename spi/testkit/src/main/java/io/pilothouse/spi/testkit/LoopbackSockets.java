package io.pilothouse.spi.testkit;

import io.pilothouse.spi.OutboundSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The kernel's sockets without its rules for addresses. Threads: any. */
final class LoopbackSockets implements OutboundSockets {
    @Override
    public Socket tcp(String host, int port, Duration deadline) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(deadline.toMillis()));
            socket.setSoTimeout(Math.toIntExact(deadline.toMillis()));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public Socket tls(String host, int port, Duration deadline) throws IOException {
        SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(tcp(host, port, deadline), host, port, true);
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public DatagramSocket udp(String host, int port, Duration deadline) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.connect(new InetSocketAddress(host, port));
            socket.setSoTimeout(Math.toIntExact(deadline.toMillis()));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
