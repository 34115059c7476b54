package io.pilothouse.kernel.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String LAST = "Connection: close\r\n\r\n";

    private FrontDoor door;

    private FrontDoor open(Duration request, Duration reply) throws IOException {
        door = new FrontDoor(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new FrontDoor.Limits(request, reply));
        return door;
    }

    private void open() throws IOException {
        open(LONG, LONG).page("/hello", exchange -> FrontDoor.send(exchange, 200, FrontDoor.TEXT, "hello"))
                .page("/echo", FrontDoorTest::echo).start();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        FrontDoor.send(exchange, 200, FrontDoor.TEXT, exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getRawQuery() + " " + new String(body, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(20_000);
        socket.connect(door.address());
        return socket;
    }

    /** What the door sends until it closes the connection. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String get(String target) throws IOException {
        return exchange("GET " + target + " HTTP/1.1\r\nHost: here\r\n" + LAST);
    }

    @ParameterizedTest
    @CsvSource({"//hello,/hello", "/./hello,/hello", "/a/../hello,/hello", "//,/", "/../..,/", "/x//y/,/x/y/",
        "//hello?a=1&b,/hello?a=1&b", "http://there//hello,/hello"})
    void aPathThatIsNotCleanIsRedirected(String target, String clean) throws IOException {
        open();
        String reply = get(target);
        assertTrue(reply.startsWith("HTTP/1.1 301 Moved Permanently\r\n"), reply);
        assertTrue(reply.toLowerCase(Locale.ROOT).contains("\r\nlocation: " + clean + "\r\n"), reply);
        assertTrue(reply.endsWith("\r\n\r\n<a href=\"" + clean.replace("&", "&amp;") + "\">Moved Permanently</a>.\n\n"),
                reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hello/", "/nope", "/hello%20", "/näh", "/%2e%2e/hello"})
    void otherPathsAreUnknown(String target) throws IOException {
        open();
        String reply = get(target);
        assertTrue(reply.startsWith("HTTP/1.1 404 Not Found\r\n"), reply);
        assertTrue(reply.endsWith("\r\n\r\n404 page not found\n"), reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/%68ello", "http://there/hello", "/hello?"})
    void aPageIsFoundByItsPath(String target) throws IOException {
        open();
        assertTrue(get(target).endsWith("\r\n\r\nhello"));
    }

    @Test
    void bodiesArriveAndConnectionsAreKept() throws IOException {
        open();
        String replies = exchange(
                "POST /echo?q=%31 HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n\r\nbodyPUT /echo HTTP/1.1\r\n"
                        + "Host: here\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nHEAD /hello HTTP/1.1\r\nHost: here\r\n"
                        + LAST);
        assertEquals(3, replies.split("HTTP/1.1 200 OK\r\n", -1).length - 1, replies);
        assertTrue(replies.contains("POST q=%31 body") && replies.contains("PUT null abc"), replies);
        assertTrue(replies.endsWith("\r\n\r\n") && replies.contains("content-length: 5\r\n"), replies);
    }

    @Test
    void oneConnectionsRequestsAreAnsweredOneAfterTheOther() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger after = new AtomicInteger();
        open(LONG, LONG).page("/slow", exchange -> {
            inside.countDown();
            await(go);
            echo(exchange);
        }).page("/echo", exchange -> {
            after.incrementAndGet();
            echo(exchange);
        }).page("/hello", FrontDoorTest::echo).start();
        try (Socket socket = connect()) {
            send(socket, "GET /slow?1 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo?2 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /slow?3 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo?4 HTTP/1.1\r\nHost: a\r\n" + LAST);
            await(inside);
            // The one event loop has come round since, and would have handed over what came with the first request.
            assertTrue(get("/hello").startsWith("HTTP/1.1 200 "));
            assertEquals(0, after.get());
            go.countDown();
            String replies = rest(socket);
            List<Integer> places = IntStream.rangeClosed(1, 4).mapToObj(number -> replies.indexOf("GET " + number))
                    .toList();
            assertEquals(places.stream().sorted().toList(), places);
            assertFalse(places.contains(-1), replies);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /hello HTTP/1.1\r\n", "GET nowhere HTTP/1.1\r\nHost: a\r\n",
        "GET /a%zz HTTP/1.1\r\nHost: a\r\n", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n", "HELLO\r\nHost: a\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n"})
    void whatIsNoRequestIsRefused(String request) throws IOException {
        open();
        String reply = exchange(request + "\r\n");
        assertTrue(reply.startsWith("HTTP/1.1 400 Bad Request\r\n"), reply);
    }

    @Test
    void whatIsTooLongIsRefused() throws IOException {
        open();
        assertTrue(get("/" + "a".repeat(5_000)).startsWith("HTTP/1.1 414 "));
        assertTrue(exchange("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9_000) + "\r\n" + LAST)
                .startsWith("HTTP/1.1 431 "));
        assertTrue(exchange("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n" + LAST)
                .startsWith("HTTP/1.1 413 "));
    }

    @Test
    void aDefectIsToldAndTheDoorStaysOpen() throws IOException {
        open(LONG, LONG).page("/broken", exchange -> {
            throw new IllegalStateException("defect");
        }).page("/silent", exchange -> {}).page("/half", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[4]);
        }).page("/more", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[4]);
        }).page("/fine", FrontDoorTest::echo).start();
        assertTrue(get("/broken").startsWith("HTTP/1.1 500 "));
        assertTrue(get("/silent").startsWith("HTTP/1.1 500 "));
        assertFalse(get("/half").endsWith("\0".repeat(10)));
        assertFalse(get("/more").contains("\0\0\0"));
        assertTrue(get("/fine").startsWith("HTTP/1.1 200 "));
    }

    @Test
    void aLongReplyOfUnknownLengthArrivesWhole() throws IOException {
        byte[] line = ("0123456789".repeat(10) + "\n").getBytes(StandardCharsets.US_ASCII);
        open(LONG, LONG).page("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int each = 0; each < 20_000; each++) {
                exchange.getResponseBody().write(line);
            }
        }).start();
        String old = exchange("GET /long HTTP/1.0\r\n\r\n");
        assertEquals(20_000L * line.length, old.length() - old.indexOf("\r\n\r\n") - 4);
        String chunked = get("/long");
        assertTrue(chunked.contains("transfer-encoding: chunked\r\n"));
        assertTrue(chunked.endsWith("\r\n0\r\n\r\n"));
    }

    @Test
    void whoSendsHalfARequestIsCut() throws IOException {
        open(SHORT, LONG).page("/hello", FrontDoorTest::echo).start();
        assertEquals("", exchange("GET /hello HTT"));
        assertTrue(exchange("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").startsWith("HTTP/1.1 200 "));
    }

    @Test
    void whoDoesNotTakeItsReplyIsCut() throws IOException, InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        open(LONG, SHORT).page("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            assertThrows(IOException.class, () -> {
                while (true) {
                    exchange.getResponseBody().write(new byte[65_536]);
                }
            });
            failed.countDown();
            throw new IOException("cut");
        }).start();
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertTrue(failed.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void localPagesAskWhoIsBehindAProxy() throws IOException {
        open(LONG, LONG).localPage("/local", FrontDoorTest::echo).start();
        assertTrue(get("/local").startsWith("HTTP/1.1 200 "));
        for (String real : List.of("127.0.0.1", "::1", "localhost", "")) {
            assertTrue(exchange("GET /local HTTP/1.1\r\nHost: a\r\nX-Real-IP: " + real + "\r\n" + LAST)
                    .startsWith("HTTP/1.1 200 "), real);
        }
        String refused = exchange("GET /local HTTP/1.1\r\nHost: a\r\nX-Real-IP: 127.0.0.2\r\n" + LAST);
        assertTrue(refused.startsWith("HTTP/1.1 403 ") && refused.endsWith("\r\n\r\nForbidden\n"), refused);
    }

    @Test
    void whoComesEarlyWaitsUntilTheDoorOpens() throws IOException {
        open(LONG, LONG).page("/hello", FrontDoorTest::echo);
        try (Socket early = connect()) {
            send(early, "GET /hello HTTP/1.1\r\nHost: a\r\n" + LAST);
            early.setSoTimeout((int) SHORT.toMillis());
            assertThrows(SocketTimeoutException.class, () -> early.getInputStream().read());
            door.start();
            early.setSoTimeout(20_000);
            assertTrue(rest(early).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void requestsInFlightAreAnsweredWhenTheDoorCloses() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        open(LONG, LONG).page("/slow", exchange -> {
            inside.countDown();
            await(go);
            echo(exchange);
        }).start();
        try (Socket socket = connect()) {
            send(socket, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            await(inside);
            Thread closing = Thread.ofVirtual().start(door::close);
            awaitClosed();
            go.countDown();
            assertTrue(rest(socket).startsWith("HTTP/1.1 200 "));
            closing.join();
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }

    private void awaitClosed() {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!closed()) {
            assertTrue(System.nanoTime() < until, "the door did not close");
        }
    }

    /** Whether nobody can connect any more. */
    private boolean closed() {
        try (Socket socket = new Socket()) {
            socket.connect(door.address(), 50);
            return false;
        } catch (SocketTimeoutException unclear) {
            // A connection that was begun in the very moment of closing gets no answer at all for a second.
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
