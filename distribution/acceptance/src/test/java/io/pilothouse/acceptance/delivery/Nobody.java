package io.pilothouse.acceptance.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A receiver that takes every connection and answers late, or never. */
final class Nobody implements AutoCloseable {
    private static final byte[] FINE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(
            StandardCharsets.US_ASCII);

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong taken = new AtomicLong();

    private Nobody(Duration pause) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(pause));
    }

    /** Takes everything and says nothing. */
    static Nobody blackHole() throws IOException {
        return new Nobody(Duration.ofDays(1));
    }

    /** Answers each request after so long. */
    static Nobody slow(Duration pause) throws IOException {
        return new Nobody(pause);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/x";
    }

    /** Connections so far. */
    long taken() {
        return taken.get();
    }

    private void accept(Duration pause) {
        try {
            while (true) {
                Socket socket = listening.accept();
                taken.incrementAndGet();
                threads.execute(() -> serve(socket, pause));
            }
        } catch (SocketException over) {
            // The test has closed it.
            return;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void serve(Socket socket, Duration pause) {
        try (socket) {
            if (socket.getInputStream().read() >= 0) {
                LockSupport.parkNanos(pause.toNanos());
                socket.getOutputStream().write(FINE);
            }
        } catch (IOException gone) {
            // Who sent it does not wait any more, which is their right.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
