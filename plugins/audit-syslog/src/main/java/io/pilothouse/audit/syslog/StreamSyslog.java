package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundSockets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Syslog by TCP (RFC 6587) or TLS (RFC 5425), each message after its length. Syslog knows no acknowledgement: what the receiver's
 * computer has taken counts as delivered, so a receiver that dies with unread messages loses them.
 */
final class StreamSyslog implements AuditExporter {
    private static final int MOST = 200;

    private final String host;
    private final int port;
    private final boolean tls;
    private final SyslogMessage message;
    private final Duration timeout;
    private final OutboundSockets sockets;
    private Socket socket;

    StreamSyslog(String host, int port, boolean tls, SyslogMessage message, Duration timeout, OutboundSockets sockets) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.message = message;
        this.timeout = timeout;
        this.sockets = sockets;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(512 * batch.size());
        for (AuditEntry entry : batch) {
            byte[] bytes = message.of(entry);
            frames.writeBytes((bytes.length + " ").getBytes(StandardCharsets.US_ASCII));
            frames.writeBytes(bytes);
        }
        boolean sent = false;
        try {
            Socket open = open();
            open.getOutputStream().write(frames.toByteArray());
            open.getOutputStream().flush();
            sent = true;
        } finally {
            if (!sent) {
                // Half a frame may be out: what comes next must begin on another connection.
                close();
            }
        }
        return new Delivery.Delivered();
    }

    private Socket open() throws IOException, InterruptedException {
        if (socket != null && ended()) {
            close();
        }
        if (socket == null) {
            socket = tls ? sockets.tls(host, port, timeout) : sockets.tcp(host, port, timeout);
            socket.setTcpNoDelay(true);
        }
        return socket;
    }

    /** Whether the other side has hung up since: written to, such a connection swallows what it gets. */
    private boolean ended() {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException gone) {
                // There is nothing to be done for a connection that is over.
                socket = null;
            }
            socket = null;
        }
    }
}
