package io.pilothouse.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Takes syslog over TCP with lengths (RFC 6587, octet counting). */
final class SyslogInbox implements Inbox {
    private final ServerSocket listener;
    private final Tally tally;

    SyslogInbox(Tally tally) throws IOException {
        this.tally = tally;
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("syslog inbox").start(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept();
                    InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
                for (int length = length(in); length >= 0; length = length(in)) {
                    tally.take(in.readNBytes(length));
                }
            } catch (IOException gone) {
                // The sender or this inbox was closed; in the first case the next sender may come.
            }
        }
    }

    /** What stands before a message, or -1 at the end. */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int digit = in.read(); digit != ' '; digit = in.read()) {
            if (digit < '0' || digit > '9') {
                if (digit < 0) {
                    return -1;
                }
                throw new IOException("a message without a length");
            }
            length = length * 10 + digit - '0';
        }
        return length;
    }

    @Override
    public String url() {
        return "tcp://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
