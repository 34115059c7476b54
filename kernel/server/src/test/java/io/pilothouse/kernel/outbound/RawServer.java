package io.pilothouse.kernel.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;

/** A server on loopback that says exactly what a test wants, well-formed or not. */
final class RawServer implements AutoCloseable {
    /** What is done with a connection after its request was read. */
    @FunctionalInterface
    interface Script {
        void play(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Heads and bodies of the requests so far. */
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    RawServer(ServerSocketFactory factory, Script script) {
        try {
            listening = factory.createServerSocket();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        threads.execute(() -> accept(script));
    }

    RawServer(Script script) {
        this(ServerSocketFactory.getDefault(), script);
    }

    /** Answers with these bytes and closes. */
    static RawServer saying(String answer) {
        return new RawServer(socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket, script));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            requests.add(request(socket.getInputStream()));
            script.play(socket);
        } catch (IOException gone) {
            requests.add("broken: " + gone.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
