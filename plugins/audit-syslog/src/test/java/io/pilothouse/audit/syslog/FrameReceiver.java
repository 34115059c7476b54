package io.pilothouse.audit.syslog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A receiver of syslog on loopback that reads messages by their length. Threads: any. */
final class FrameReceiver implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(200);

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> messages = new ArrayList<>();
    private long arrived;

    FrameReceiver() throws IOException {
        Thread.ofVirtual().name("testkit-syslog").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("testkit-syslog").start(() -> read(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void read(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                int length = 0;
                for (int digit = in.read(); digit != ' '; digit = in.read()) {
                    if (digit < 0) {
                        return;
                    }
                    length = length * 10 + Character.digit(digit, 10);
                }
                String message = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                synchronized (messages) {
                    messages.add(message);
                    arrived = System.nanoTime();
                    messages.notifyAll();
                }
            }
        } catch (IOException gone) {
            // The other side is done.
        }
    }

    /** What came; waits until nothing has come for a while, because syslog has no answers to wait for. */
    List<String> messages() {
        synchronized (messages) {
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            try {
                while (System.nanoTime() < until
                        && (messages.isEmpty() || System.nanoTime() - arrived < QUIET.toNanos())) {
                    messages.wait(20);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return List.copyOf(messages);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
