package io.pilothouse.spi.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Somebody else's system: an HTTP server on a loopback port that keeps what it gets, answers as it is told, and fails as it is
 * told. Threads: any.
 */
public final class Receiver implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Function<Received, Answer> answers = request -> Answer.json(200, "{}");
    private volatile Optional<Fault> fault = Optional.empty();

    /** Opens a port and answers everything with status 200 and {@code {}}. */
    public Receiver() throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        Thread.ofVirtual().name("testkit-receiver").start(this::accept);
    }

    /** Where a path of it is. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Answers from now on so. */
    public void answers(Function<Received, Answer> by) {
        answers = by;
    }

    /** Fails from now on so. */
    public void fails(Fault how) {
        fault = Optional.of(how);
    }

    /** Fails no more. */
    public void recovers() {
        fault = Optional.empty();
    }

    /** What it got, in order of arrival; also what it answered with a fault. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Forgets what it got. */
    public void forget() {
        received.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("testkit-receiver").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (fault.filter(Fault.CLOSES::equals).isPresent()) {
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Received request = read(in);
            received.add(request);
            OutputStream out = socket.getOutputStream();
            if (fault.isPresent() && !request.path().equals("/fine")) {
                fail(fault.get(), in, out);
            } else {
                write(out, answers.apply(request));
            }
        } catch (IOException | RuntimeException gone) {
            // The other side has had enough, or sent no HTTP; its test sees that.
        } finally {
            open.remove(socket);
        }
    }

    private static Received read(InputStream in) throws IOException {
        String[] head = head(in).split("\r\n");
        String[] first = head[0].split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int line = 1; line < head.length; line++) {
            int colon = head[line].indexOf(':');
            headers.put(head[line].substring(0, colon), head[line].substring(colon + 1).strip());
        }
        byte[] body = headers.getOrDefault("Transfer-Encoding", "").equals("chunked")
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Received(first[0], first[1], headers, body);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new EOFException();
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in), 16);
            body.write(in.readNBytes(length));
            line(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private void fail(Fault how, InputStream in, OutputStream out) throws IOException {
        switch (how) {
            case SILENT -> in.read();
            case CLOSES -> {
                // Closed before it was read.
            }
            case CUTS -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"verified\":true,\"ex"));
            case GARBAGE -> out.write(ascii("\u0016\u0003\u0001 this is no HTTP\r\n\r\n"));
            case ENDLESS -> {
                out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"));
                while (!server.isClosed()) {
                    out.write(ascii(" ".repeat(8_192)));
                }
            }
            case DRIPS -> drip(in, out);
            case BROKEN -> write(out, Answer.json(500, "{}"));
            case BUSY -> write(out, new Answer(503, Map.of("Retry-After", "7"), new byte[0]));
            case TOO_MANY -> write(out, new Answer(429, Map.of("Retry-After", "7"), new byte[0]));
            case REDIRECTS -> write(out, new Answer(302, Map.of("Location", uri("/fine").toString()), new byte[0]));
            case EMPTY -> write(out, Answer.status(200));
            case DEEP -> write(out, Answer.json(200, "[".repeat(10_000)));
        }
    }

    /** A byte each quarter of a second, until the other side goes. */
    private static void drip(InputStream in, OutputStream out) throws IOException {
        byte[] answer = ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nX-Slow: " + "a".repeat(4_000));
        for (byte next : answer) {
            out.write(next);
            out.flush();
            try {
                Thread.sleep(250);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            if (in.available() > 0) {
                in.read();
            }
        }
    }

    private static void write(OutputStream out, Answer answer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Status\r\n");
        answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] body = answer.body();
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        out.write(ascii(head.toString()));
        out.write(body);
        out.flush();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
