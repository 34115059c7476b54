package io.pilothouse.bench;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Answers frames of both modes well enough for a load generator: registrations get ids, node 13 is an error. */
final class SmallRegistry implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final Function<String, Optional<String>> others;

    SmallRegistry() throws IOException {
        this(request -> Optional.empty());
    }

    /**
     * One that listens.
     *
     * @param others answers requests before this does
     */
    SmallRegistry(Function<String, Optional<String>> others) throws IOException {
        this.others = others;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    long requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int first = in.readInt();
            boolean binary = first == 0x50494C54;
            if (binary) {
                in.readByte();
            }
            for (int length = binary ? in.readInt() : first; true; length = in.readInt()) {
                byte[] body = in.readNBytes(length);
                requests.incrementAndGet();
                socket.getOutputStream().write(binary
                        ? new byte[]{0, 0, 0, 2, (byte) 0x82, 0}
                        : Frame.json(said(new String(body, StandardCharsets.UTF_8))));
            }
        } catch (EOFException | SocketException e) {
            // The client has gone.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said(String request) {
        return others.apply(request).orElseGet(() -> answer(request));
    }

    private String answer(String request) {
        if (request.contains("\"register\"")) {
            return "{\"node_id\":" + ids.incrementAndGet() + ",\"type\":\"register_ok\"}";
        }
        if (request.contains("\"node_id\":13,") || request.contains("\"node_id\":13}")) {
            return request.contains("set_visibility") ? "{\"type\":\"ok\"}" : "{\"error\":\"no\",\"type\":\"error\"}";
        }
        return "{\"type\":\"ok\"}";
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
