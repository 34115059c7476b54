package io.pilothouse.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain blocking JSON connection, for what is not measured. One thread. */
final class Dialogue implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataInputStream in;

    Dialogue(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        socket.connect(address, 10_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    String call(byte[] frame) throws IOException {
        return callAll(List.of(frame), 1).getFirst();
    }

    /** Sends frames many at a time; the replies in order. */
    List<String> callAll(List<byte[]> frames, int atOnce) throws IOException {
        List<String> replies = new ArrayList<>(frames.size());
        for (int from = 0; from < frames.size(); from += atOnce) {
            List<byte[]> some = frames.subList(from, Math.min(from + atOnce, frames.size()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            some.forEach(bytes::writeBytes);
            socket.getOutputStream().write(bytes.toByteArray());
            for (int i = 0; i < some.size(); i++) {
                byte[] body = new byte[in.readInt()];
                in.readFully(body);
                replies.add(new String(body, StandardCharsets.UTF_8));
            }
        }
        return replies;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
