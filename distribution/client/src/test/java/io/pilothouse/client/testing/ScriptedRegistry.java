package io.pilothouse.client.testing;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.ErrorReply;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Resolve;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.BinaryCodec;
import io.pilothouse.protocol.wire.Frames;
import io.pilothouse.protocol.wire.JsonMessages;
import io.pilothouse.protocol.wire.MalformedFrameException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/** A registry on a free loopback port that answers by a script and remembers what it was asked. Tests only. */
public final class ScriptedRegistry implements AutoCloseable {
    /** What the script says to a request. */
    public sealed interface Response {}

    /** A success reply. */
    public record Say(Reply reply) implements Response {}

    /** An error reply. */
    public record Refuse(String text) implements Response {}

    /** These bytes, whatever they are. */
    public record Bytes(byte[] bytes) implements Response {}

    /** The connection is closed without a reply. */
    public record Drop() implements Response {}

    /** No reply, the connection stays. */
    public record Silence() implements Response {}

    private final ServerSocket listener;
    private final Function<Request, Response> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    /** A plain one. */
    public ScriptedRegistry(Function<Request, Response> script) {
        this(script, ServerSocketFactory.getDefault());
    }

    /** One whose sockets come from elsewhere. */
    public ScriptedRegistry(Function<Request, Response> script, ServerSocketFactory sockets) {
        this.script = script;
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("scripted-registry").start(this::accept);
    }

    /** Where it listens. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** What came, in its order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The one request that came. */
    public Request only() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests);
        }
        return requests.getFirst();
    }

    /** The one command that came. */
    public Command command() {
        return only().command();
    }

    /** How many connections were made. */
    public int connections() {
        return accepted.get();
    }

    /** Cuts all connections, as the end of an idle time does. */
    public void cut() {
        open.forEach(ScriptedRegistry::closeQuietly);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The listener was closed.
            cut();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int first = in.readInt();
            boolean binary = first == Frames.MAGIC;
            if (binary && in.read() != Frames.VERSION) {
                throw new IllegalStateException("wrong version");
            }
            for (int length = binary ? in.readInt() : first;; length = in.readInt()) {
                byte[] body = in.readNBytes(length);
                if (!(binary ? binary(body, socket.getOutputStream()) : json(body, socket.getOutputStream()))) {
                    return;
                }
            }
        } catch (EOFException | SocketException e) {
            // The client went away.
        } catch (IOException | MalformedJsonException | MalformedFrameException e) {
            throw new IllegalStateException("the client sent nonsense", e);
        } finally {
            open.remove(socket);
        }
    }

    private boolean json(byte[] body, OutputStream out) throws IOException, MalformedJsonException {
        Request request = JsonMessages.request(JsonReader.object(body, 0, body.length)).orElseThrow();
        return respond(request, out, response -> Frames.json(message(request, response)));
    }

    private boolean binary(byte[] body, OutputStream out)
            throws IOException, MalformedJsonException, MalformedFrameException {
        if (body[0] == Frames.JSON) {
            Request request = JsonMessages.request(JsonReader.object(body, 1, body.length - 1)).orElseThrow();
            return respond(request, out, response -> BinaryCodec.json(message(request, response).bytes()));
        }
        Request request = BinaryCodec.request(body[0], ByteBuffer.wrap(body, 1, body.length - 1));
        return respond(request, out, response -> switch (response) {
            case Say(Heartbeat.Ok reply) -> BinaryCodec.reply(reply);
            case Say(Lookup.Ok reply) -> BinaryCodec.reply(reply);
            case Say(Resolve.Ok reply) -> BinaryCodec.reply(reply);
            case Refuse(String text) -> BinaryCodec.error(text);
            default -> throw new IllegalStateException("not native: " + response);
        });
    }

    private boolean respond(Request request, OutputStream out, Function<Response, byte[]> frame) throws IOException {
        requests.add(request);
        Response response = script.apply(request);
        switch (response) {
            case Drop _ -> {
                return false;
            }
            case Silence _ -> {
                return true;
            }
            case Bytes(byte[] bytes) -> out.write(bytes);
            default -> out.write(frame.apply(response));
        }
        out.flush();
        return true;
    }

    private static JsonWriter message(Request request, Response response) {
        JsonWriter out = new JsonWriter();
        switch (response) {
            case Say(Reply reply) -> JsonMessages.write(request.command().type(), reply, out);
            case Refuse(String text) -> JsonMessages.write(new ErrorReply(text), out);
            default -> throw new IllegalStateException("no message: " + response);
        }
        return out;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyClosed) {
            // It is gone, which is what was wanted.
        }
    }
}
