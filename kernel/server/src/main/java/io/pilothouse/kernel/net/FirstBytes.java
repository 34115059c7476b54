package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.pilothouse.protocol.wire.BinaryCodec;
import io.pilothouse.protocol.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells by the first bytes what a connection speaks ({@code wire.md} 1.1 and 2); serves once more inside TLS. */
final class FirstBytes implements Speech {
    private static final Set<Integer> HTTP = Stream.of("GET ", "HEAD", "POST", "PUT ", "OPTI", "DELE", "PATC", "CONN")
            .map(FirstBytes::word).collect(Collectors.toUnmodifiableSet());

    private final Port port;
    private final Speech json;
    private final Speech binary;
    private final byte[] httpAnswer;

    FirstBytes(Port port) {
        this.port = port;
        json = new JsonFrames(port);
        binary = new BinaryFrames(port);
        httpAnswer = httpAnswer(port.settings().httpHint());
    }

    private static int word(String four) {
        return four.chars().reduce(0, (word, symbol) -> word << 8 | symbol);
    }

    private static byte[] httpAnswer(String hint) {
        String body = "This is the port of the Pilot protocol registry; it does not speak HTTP.\n"
                + (hint.isEmpty() ? "" : "HTTP is at " + hint + "\n");
        return ("HTTP/1.1 421 Misdirected Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean take(Connection connection, ByteBuf in) {
        int start = in.readerIndex();
        boolean plain = !connection.encrypted();
        if (plain && port.tls().isPresent() && in.getUnsignedByte(start) == Frames.TLS) {
            port.metrics().speaks(NetMetrics.Speaks.TLS);
            connection.startTls(port.tls().get());
            return true;
        }
        if (in.readableBytes() < Frames.PREFIX) {
            return false;
        }
        int word = in.getInt(start);
        if (HTTP.contains(word)) {
            port.metrics().speaks(NetMetrics.Speaks.HTTP);
            connection.outbox().raw(httpAnswer);
            connection.dismiss(NetMetrics.Closing.DISMISSED);
        } else if (plain && port.settings().encryption() == Encryption.REQUIRED) {
            connection.dismiss(NetMetrics.Closing.MALFORMED);
        } else if (word == Frames.MAGIC) {
            return preamble(connection, in);
        } else {
            port.metrics().speaks(NetMetrics.Speaks.JSON);
            connection.speak(json);
        }
        return true;
    }

    private boolean preamble(Connection connection, ByteBuf in) {
        if (in.readableBytes() <= Frames.PREFIX) {
            return false;
        }
        port.metrics().speaks(NetMetrics.Speaks.BINARY);
        in.skipBytes(Frames.PREFIX);
        int version = in.readUnsignedByte();
        if (version == Frames.VERSION) {
            connection.speak(binary);
        } else {
            connection.outbox().raw(BinaryCodec.error("unsupported wire version " + version));
            connection.dismiss(NetMetrics.Closing.DISMISSED);
        }
        return true;
    }
}
