package io.pilothouse.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out and what comes back, against real sockets; and where nothing ever goes. */
class WayOutTest {
    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok";
    private final WayOut out = new WayOut(new OutboundRules(true));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        out.close();
    }

    private static OutboundHttp.Request request(String uri, Duration deadline) {
        return new OutboundHttp.Request("POST", URI.create(uri), Map.of("Content-Type", "text/plain", "Host", "evil"),
                "b\u00f6dy".getBytes(StandardCharsets.UTF_8), 100, deadline);
    }

    private static OutboundHttp.Request request(String uri) {
        return request(uri, Duration.ofSeconds(10));
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }

    private static String text(OutboundHttp.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private String failure(OutboundHttp way, String uri) {
        return assertThrows(IOException.class, () -> way.exchange(request(uri))).getMessage();
    }

    @Test
    void sendsOneWholeRequestToTheNamedHost() throws Exception {
        try (RawServer server = RawServer.saying(FINE)) {
            OutboundHttp.Response response = out.exchange(
                    request("http://us%65r:p%2Bw+x@localhost:" + server.port() + "/a%20b?c=d#e"));
            assertEquals(200, response.status());
            assertEquals("ok", text(response));
            assertEquals("b", response.header("x-a").orElseThrow());
            String sent = server.requests.take();
            assertTrue(sent.startsWith("POST /a%20b?c=d HTTP/1.1\r\n"), sent);
            assertTrue(sent.contains("host: localhost:" + server.port() + "\r\n"), sent);
            // user:p+w+x
            assertTrue(sent.contains("authorization: Basic dXNlcjpwK3creA==\r\n"), sent);
            assertTrue(sent.contains("content-length: 5\r\n") && sent.endsWith("\r\n\r\nb\u00f6dy"), sent);
            assertTrue(!sent.contains("evil") && sent.contains("connection: close\r\n"), sent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nok", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"})
    void readsEveryFormOfAnAnswer(String answer) throws Exception {
        try (RawServer server = RawServer.saying(answer)) {
            OutboundHttp.Response response = out.exchange(request("http://127.0.0.1:" + server.port()));
            assertEquals(200, response.status());
            assertEquals("ok", text(response));
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (RawServer other = RawServer.saying(FINE);
                RawServer server = RawServer.saying("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + other.port()
                        + "/\r\nContent-Length: 0\r\n\r\n")) {
            OutboundHttp.Response response = out.exchange(request("http://127.0.0.1:" + server.port() + "/"));
            assertEquals(302, response.status());
            assertTrue(other.requests.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 101\r\n\r\n", "Content-Length: 99999999999\r\n\r\n", "\r\n",
        "Transfer-Encoding: chunked\r\n\r\n65\r\n"})
    void endsWhatIsTooLong(String head) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + head).getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[101];
            while (end.getCount() > 0) {
                socket.getOutputStream().write(block);
            }
        })) {
            assertThrows(OutboundHttp.TooLong.class,
                    () -> out.exchange(request("http://127.0.0.1:" + server.port() + "/")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nok", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nX"})
    void whatIsNoWholeAnswerIsNone(String answer) throws Exception {
        try (RawServer server = RawServer.saying(answer)) {
            String text = failure(out, "http://127.0.0.1:" + server.port() + "/");
            assertTrue(text.startsWith("127.0.0.1:" + server.port() + ": "), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no"})
    void neverWaitsLongerThanTheDeadline(String start) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            end.await();
        })) {
            long began = System.nanoTime();
            String text = assertThrows(IOException.class, () -> out.exchange(
                    request("http://127.0.0.1:" + server.port() + "/", Duration.ofSeconds(2)))).getMessage();
            assertEquals("127.0.0.1:" + server.port() + " did not answer within 2000 ms", text);
            assertTrue(System.nanoTime() - began < 15_000_000_000L);
        }
    }

    @Test
    void aResolverThatNeverAnswersCostsTheDeadline() {
        try (WayOut stuck = new WayOut(new OutboundRules(true), host -> {
            try {
                end.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        })) {
            assertEquals("the name slow.test was not resolved in time", assertThrows(IOException.class,
                    () -> stuck.exchange(request("http://slow.test/", Duration.ofMillis(200)))).getMessage());
        }
    }

    @Test
    void triesTheNextAddressWhenOneTakesNoConnections() throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                WayOut two = new WayOut(new OutboundRules(true),
                        host -> List.of(literal("127.0.0.2"), literal("127.0.0.1")))) {
            assertEquals("ok", text(two.exchange(request("http://two.test:" + server.port() + "/"))));
        }
    }

    @Test
    void saysWhoTakesNoConnections() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String text = failure(out, "http://127.0.0.1:" + port + "/");
        assertTrue(text.startsWith("127.0.0.1:" + port + " does not take connections: "), text);
    }

    /** The trick of rebinding: harmless when it is checked, something else when it is connected to. */
    @Test
    void asksTheResolverOnceAndConnectsToWhatItChecked() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "169.254.169.254", "127.0.0.1"));
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = RawServer.saying(FINE); WayOut rebound = new WayOut(new OutboundRules(true), host -> {
            asked.incrementAndGet();
            return List.of(literal(answers.remove()));
        })) {
            String uri = "http://rebind.test:" + server.port() + "/";
            assertEquals("ok", text(rebound.exchange(request(uri))));
            assertEquals(1, asked.get());
            assertTrue(server.requests.take().contains("host: rebind.test:" + server.port() + "\r\n"));
            assertEquals("rebind.test is at the link-local address 169.254.169.254, which is never connected to",
                    failure(rebound, uri));
            assertEquals("ok", text(rebound.exchange(request(uri))));
            assertEquals(3, asked.get());
        }
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254,link-local", "100.64.0.1,carrier-grade NAT", "224.0.1.1,multicast",
        "0.0.0.0,unspecified", "fe80::1,link-local", "64:ff9b::a9fe:a9fe,link-local", "64:ff9b::7f00:1,NAT64",
        "fd00:ec2::254,cloud metadata", "255.255.255.255,reserved"})
    void oneBadAddressSpoilsAName(String bad, String name) {
        try (WayOut mixed = new WayOut(new OutboundRules(true),
                host -> List.of(literal("127.0.0.1"), literal(bad)))) {
            String text = failure(mixed, "http://mixed.test/");
            assertTrue(text.startsWith("mixed.test is at the " + name + " address "), text);
            assertTrue(text.endsWith(", which is never connected to"), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "::1", "fd00::1"})
    void ownNetworksNeedTheSetting(String address) {
        try (WayOut strict = new WayOut(new OutboundRules(false), host -> List.of(literal(address)))) {
            String text = failure(strict, "http://inside.test/");
            assertTrue(text.endsWith("which is not connected to unless outbound-private-networks=allow"), text);
        }
    }

    /** Also what was configured before the rule was as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/", "http://2852039166/", "http://[::ffff:169.254.1.1]/",
        "http://metadata.google.internal/", "http://METADATA.google.internal./", "ftp://x/", "http:///x",
        "mailto:x@y"})
    void urlsAreCheckedAgain(String uri) {
        assertTrue(failure(out, uri).startsWith("URL "), uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f.1", "2130706433", "127.1", "0177.1", "0177.0.0.1", "017700000001", "127.0.0.1.",
        "0X7F000001", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]"})
    void everySpellingOfLoopbackIsLoopback(String host) {
        try (WayOut strict = new WayOut(new OutboundRules(false), name -> {
            throw new AssertionError("an address is no name");
        })) {
            String text = failure(strict, "http://" + host + ":1/");
            assertTrue(text.endsWith("which is not connected to unless outbound-private-networks=allow"), text);
        }
    }

    /** They end in a number, so nobody may take them for names. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "256.1.1.1", "0x", "08.8.8.8", "1..2", "evil.1", "4294967296"})
    void numbersThatAreNoAddressAreNothing(String host) {
        assertEquals(host + " is no address", failure(out, "http://" + host + ":1/"));
    }

    @Test
    void headersCannotBeBroken() throws Exception {
        try (RawServer server = RawServer.saying(FINE)) {
            IOException failed = assertThrows(IOException.class,
                    () -> out.exchange(new OutboundHttp.Request("GET",
                            URI.create("http://127.0.0.1:" + server.port() + "/"), Map.of("X", "a\r\nEvil: b"),
                            new byte[0], 10, Duration.ofSeconds(5))));
            assertTrue(failed.getMessage().startsWith("the request is malformed"), failed.getMessage());
            assertTrue(server.requests.isEmpty());
        }
    }

    @Test
    void isOverWhenTheRegistryIs() {
        out.close();
        assertInstanceOf(IOException.class, assertThrows(IOException.class,
                () -> out.exchange(request("http://127.0.0.1:1/"))));
    }
}
