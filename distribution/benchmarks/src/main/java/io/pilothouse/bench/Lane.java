package io.pilothouse.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One measured connection: keeps some requests in flight and times each reply. Belongs to the thread of its load. */
final class Lane implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Load load;
    private final Mode mode;
    private final long[] sentAt;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private ByteBuffer out = ByteBuffer.allocateDirect(BUFFER).flip();
    private final byte[] head = new byte[256];
    private int sent;
    private int answered;
    private int headLength;
    private long bodyLeft = -1;

    Lane(InetSocketAddress address, Mode mode, int depth, Load load, Selector selector) throws IOException {
        this.load = load;
        this.mode = mode;
        sentAt = new long[depth];
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (mode == Mode.BINARY) {
            channel.write(ByteBuffer.wrap(Frame.PREAMBLE));
        }
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Requests that have not been answered. */
    int inFlight() {
        return sent - answered;
    }

    /** Fills up to the depth with requests, as long as the load has some, and writes. */
    void fill() throws IOException {
        out.compact();
        long now = System.nanoTime();
        while (inFlight() < sentAt.length) {
            byte[] frame = load.next();
            if (frame == null) {
                break;
            }
            if (out.remaining() < frame.length) {
                ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(out.capacity() * 2, out.position()
                        + frame.length));
                out = larger.put(out.flip());
            }
            out.put(frame);
            sentAt[sent % sentAt.length] = now;
            sent++;
        }
        out.flip();
        write();
    }

    /** Goes on with what the socket is ready for. */
    void ready() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (key.isReadable()) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("the registry closed a connection with " + inFlight() + " requests in flight");
            }
            in.flip();
            consume();
            fill();
        }
    }

    private void write() throws IOException {
        if (out.hasRemaining()) {
            channel.write(out);
        }
        int wanted = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Only the length and the first bytes of a reply are looked at: the measured machine is also ours. */
    private void consume() {
        while (in.hasRemaining()) {
            if (bodyLeft < 0) {
                head[headLength++] = in.get();
                if (headLength == 4) {
                    bodyLeft = (head[0] & 0xFFL) << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8
                            | head[3] & 0xFF;
                }
            } else {
                int take = (int) Math.min(bodyLeft, in.remaining());
                int kept = Math.min(take, head.length - headLength);
                in.get(head, headLength, kept);
                in.position(in.position() + take - kept);
                headLength += kept;
                bodyLeft -= take;
            }
            if (bodyLeft == 0) {
                load.answered(System.nanoTime() - sentAt[answered % sentAt.length], error());
                answered++;
                headLength = 0;
                bodyLeft = -1;
            }
        }
    }

    /** The text of an error reply, or an empty one. Errors are short; a long reply is not one. */
    private String error() {
        if (headLength == head.length) {
            return "";
        }
        if (mode == Mode.BINARY) {
            return (head[4] & 0xFF) == 0xFF
                    ? new String(head, 7, Math.max(0, headLength - 7),
                            StandardCharsets.UTF_8)
                    : "";
        }
        for (int i = 4; i + 7 <= headLength; i++) {
            if (head[i] == '"' && head[i + 1] == 'e' && head[i + 2] == 'r' && head[i + 3] == 'r'
                    && head[i + 4] == 'o' && head[i + 5] == 'r' && head[i + 6] == '"') {
                return new String(head, 4, headLength - 4, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
