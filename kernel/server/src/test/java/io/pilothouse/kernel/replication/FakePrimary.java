package io.pilothouse.kernel.replication;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A primary that says what a test wants, to every standby that asks, after it has asked. */
final class FakePrimary implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final BlockingQueue<byte[]> says = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> octets = new LinkedBlockingQueue<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    FakePrimary() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    void say(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        raw(ByteBuffer.allocate(4 + utf8.length).putInt(utf8.length).put(utf8).array());
    }

    void raw(byte[] bytes) {
        says.add(bytes);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket standby = server.accept()) {
                open.add(standby);
                talk(standby);
            } catch (IOException gone) {
                open.removeIf(Socket::isClosed);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void talk(Socket standby) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(standby.getInputStream());
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        asked.add(new String(request, StandardCharsets.UTF_8));
        AtomicBoolean gone = new AtomicBoolean();
        Thread.ofVirtual().start(() -> listen(in, gone));
        while (!gone.get()) {
            byte[] next = says.poll(10, TimeUnit.MILLISECONDS);
            if (next != null && next.length == 0) {
                return;
            }
            if (next != null) {
                standby.getOutputStream().write(next);
            }
        }
    }

    private void listen(DataInputStream in, AtomicBoolean gone) {
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                octets.add(octet);
            }
        } catch (IOException broken) {
            octets.add(-1);
        } finally {
            gone.set(true);
        }
    }

    /** Ends the connection of the moment. */
    void hangUp() {
        raw(new byte[0]);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket standby : open) {
            standby.close();
        }
    }
}
