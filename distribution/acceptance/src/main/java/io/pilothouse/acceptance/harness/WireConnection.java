package io.pilothouse.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection to a registry: length-prefixed frames, JSON or binary, as bytes.
 *
 * <p><b>Threads:</b> one at a time. <b>Failure:</b> a reply that does not come in time is an {@link IllegalStateException};
 * the registry's closing is an {@link Answer} of its own, because recordings expect it.
 */
public final class WireConnection implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIPELINED = 64;
    private static final int STRANGE = 4096;
    private static final int LARGEST = 256 << 20;

    private final Socket socket;
    private final DataInputStream in;

    private WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        InputStream source = socket.getInputStream();
        in = new DataInputStream(new BufferedInputStream(source, 1 << 16));
    }

    /** What came back: a whole frame with its prefix, the end of the connection, or nothing within the time. */
    public sealed interface Answer {
        /** A frame, its four length bytes included. */
        record Frame(ByteBuffer bytes) implements Answer {}

        /** The registry closed the connection. */
        record Closed() implements Answer {}

        /** Nothing came in the time given. */
        record Silence() implements Answer {}
    }

    /** Connects without TLS. */
    public static WireConnection plain(InetSocketAddress address) {
        try {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(address, 5_000);
            return new WireConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + address, e);
        }
    }

    /** Connects by TLS and accepts only the certificate with this SHA-256, as the Go daemon does. */
    public static WireConnection pinned(InetSocketAddress address, String fingerprint) throws IOException {
        return new WireConnection(PinnedTls.connect(address, fingerprint));
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** Writes bytes as they are. A connection that the registry has closed already shows at the next read. */
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // Closed by the other side: what it said before, or its closing, is read next.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a JSON frame. */
    public void send(JsonNode message) {
        send(frame(message.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Closes the sending side only. */
    public void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame, the end, or silence after the time given. */
    public Answer read(Duration within) {
        try {
            socket.setSoTimeout((int) within.toMillis());
            int length = in.readInt();
            if (length < 0 || length > LARGEST) {
                // No frame of this protocol, such as an answer in HTTP: all of it, to be shown.
                byte[] rest = in.readNBytes(STRANGE);
                return new Answer.Frame(ByteBuffer.wrap(
                        ByteBuffer.allocate(4 + rest.length).putInt(length).put(rest).array()));
            }
            socket.setSoTimeout((int) PATIENCE.toMillis());
            byte[] whole = ByteBuffer.allocate(4 + length).putInt(length).array();
            in.readFully(whole, 4, length);
            return new Answer.Frame(ByteBuffer.wrap(whole));
        } catch (SocketTimeoutException e) {
            return new Answer.Silence();
        } catch (EOFException | SocketException e) {
            return new Answer.Closed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command and gives its reply, which must come. */
    public JsonNode call(JsonNode message) {
        send(message);
        return reply();
    }

    /** Sends commands many at a time and gives all replies in order; each must come. */
    public List<JsonNode> callAll(List<? extends JsonNode> messages) {
        List<JsonNode> replies = new ArrayList<>(messages.size());
        for (int from = 0; from < messages.size(); from += PIPELINED) {
            List<? extends JsonNode> some = messages.subList(from, Math.min(from + PIPELINED, messages.size()));
            sendAll(some);
            for (int i = 0; i < some.size(); i++) {
                replies.add(reply());
            }
        }
        return replies;
    }

    /** Writes several JSON frames at once. */
    public void sendAll(List<? extends JsonNode> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode message : messages) {
            bytes.writeBytes(frame(message.toString().getBytes(StandardCharsets.UTF_8)));
        }
        send(bytes.toByteArray());
    }

    /** The next reply as JSON, which must come. */
    public JsonNode reply() {
        return switch (read(PATIENCE)) {
            case Answer.Frame frame -> body(frame);
            case Answer.Closed() -> throw new IllegalStateException("the registry closed the connection");
            case Answer.Silence() -> throw new IllegalStateException("no reply within " + PATIENCE);
        };
    }

    /** The JSON object of a frame. */
    public static JsonNode body(Answer.Frame frame) {
        byte[] whole = frame.bytes().array();
        try {
            return MAPPER.readTree(whole, 4, whole.length - 4);
        } catch (IOException e) {
            throw new UncheckedIOException("the reply is not JSON", e);
        }
    }

    /** An empty command of a type. */
    public static ObjectNode command(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    /** A body with its length in front. */
    public static byte[] frame(byte[] body) {
        return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
