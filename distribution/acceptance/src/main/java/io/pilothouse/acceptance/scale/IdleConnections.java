package io.pilothouse.acceptance.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that were used once and then stay quiet. */
public final class IdleConnections implements AutoCloseable {
    private static final byte[] REQUEST = "\0\0\0\26{\"type\":\"beacon_list\"}".getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> channels = new ArrayList<>();

    /** Opens so many; each asks once and is answered. */
    public IdleConnections(InetSocketAddress address, int count) {
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(address);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channels.add(channel);
                channel.write(ByteBuffer.wrap(REQUEST));
            }
            channels.forEach(IdleConnections::answer);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("after " + channels.size() + " connections", e);
        }
    }

    /** Asks on every nth connection again and gives how many were answered. */
    public int answered(int everyNth) {
        int answered = 0;
        for (int i = 0; i < channels.size(); i += everyNth) {
            try {
                channels.get(i).write(ByteBuffer.wrap(REQUEST));
                answer(channels.get(i));
                answered++;
            } catch (IOException e) {
                throw new UncheckedIOException("connection " + i + " is gone", e);
            }
        }
        return answered;
    }

    private static void answer(SocketChannel channel) {
        try {
            ByteBuffer prefix = read(channel, 4);
            read(channel, prefix.getInt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the registry closed the connection");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
