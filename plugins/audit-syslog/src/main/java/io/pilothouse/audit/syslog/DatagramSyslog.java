package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundSockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Syslog by UDP (RFC 5426), one message a datagram. What is sent counts as delivered: nobody says whether it arrived. */
final class DatagramSyslog implements AuditExporter {
    private static final int MOST = 100;
    /** What fits into a datagram of IPv4. */
    private static final int LONGEST = 65_507;

    private final String host;
    private final int port;
    private final SyslogMessage message;
    private final Duration timeout;
    private final OutboundSockets sockets;

    DatagramSyslog(String host, int port, SyslogMessage message, Duration timeout, OutboundSockets sockets) {
        this.host = host;
        this.port = port;
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
        Map<Long, String> refused = new HashMap<>();
        try (DatagramSocket socket = sockets.udp(host, port, timeout)) {
            for (AuditEntry entry : batch) {
                byte[] bytes = message.of(entry);
                if (bytes.length > LONGEST) {
                    refused.put(entry.id(), "it has " + bytes.length + " bytes, a datagram takes " + LONGEST);
                } else {
                    socket.send(new DatagramPacket(bytes, bytes.length));
                }
            }
        }
        return new Delivery.Delivered(refused);
    }

    @Override
    public void close() {
        // A socket lives as long as a call.
    }
}
