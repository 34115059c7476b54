package io.pilothouse.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy is told, what its refusals are to a plugin, and what it never hears of. Encryption to targets has a test of its own. */
class ProxyTest {
    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    /** Of user u and password p:w@/. */
    private static final String LOGIN = "Basic dTpwOndALw==";
    private static final String USER = "u:p%3Aw%40%2F@";
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
    }

    private static WayOut out(int proxy, String user, String except, OutboundProxy.Names names, boolean own,
            String... addresses) {
        return new WayOut(new OutboundRules(own, Optional.empty(),
                OutboundProxy.of("http://" + user + "127.0.0.1:" + proxy, except, names)), host -> {
                    if (addresses.length == 0) {
                        throw new UnknownHostException(host);
                    }
                    return Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
                });
    }

    private static WayOut out(int proxy, String... addresses) {
        return out(proxy, "", "", OutboundProxy.Names.UNRESOLVED, false, addresses);
    }

    private static OutboundHttp.Request request(String uri, Duration deadline) {
        return new OutboundHttp.Request("POST", URI.create(uri), Map.of("Proxy-Authorization", "Basic plugin"),
                "body".getBytes(StandardCharsets.UTF_8), 100, deadline);
    }

    private static String text(WayOut out, String uri) throws IOException, InterruptedException {
        return new String(out.exchange(request(uri, Duration.ofSeconds(10))).body(), StandardCharsets.UTF_8);
    }

    /** The text of a failure that a plugin sees as no connection. */
    private static String notReached(WayOut out, String uri) {
        return assertThrows(ConnectException.class, () -> out.exchange(request(uri, Duration.ofSeconds(10))))
                .getMessage();
    }

    @Test
    void plainTargetsAreAskedForByTheirWholeUrl() throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                LoopbackProxy proxy = new LoopbackProxy(server.port(), LOGIN);
                WayOut out = out(proxy.port(), USER, "", OutboundProxy.Names.UNRESOLVED, false, "93.184.216.34")) {
            assertEquals("ok", text(out, "http://me:pw@hook.test:81/a%20b?c=d"));
            String told = proxy.heads.take();
            assertTrue(told.startsWith("POST http://hook.test:81/a%20b?c=d HTTP/1.1\r\n"), told);
            assertTrue(told.contains("\r\nhost: hook.test:81\r\n"), told);
            assertTrue(told.contains("\r\nproxy-authorization: " + LOGIN + "\r\n"), told);
            String sent = server.requests.take();
            assertTrue(sent.startsWith("POST /a%20b?c=d HTTP/1.1\r\n") && sent.endsWith("\r\n\r\nbody"), sent);
            assertTrue(sent.contains("\r\nauthorization: Basic bWU6cHc=\r\n"), sent);
            assertFalse(sent.contains("proxy-authorization"), sent);
        }
    }

    /** 010.8.8.8 is 8.8.8.8 to C libraries and 10.8.8.8 to others. */
    @ParameterizedTest
    @CsvSource({"010.8.8.8:81,8.8.8.8:81", "0x08080808,8.8.8.8", "[::ffff:8.8.8.8],8.8.8.8", "8.8.8.8.,8.8.8.8",
        "[2606:2800:220:1::1]:81,[2606:2800:220:1:0:0:0:1]:81"})
    void addressesAreToldAsEverybodyReadsThem(String host, String told) throws Exception {
        try (RawServer proxy = RawServer.saying(FINE); WayOut out = out(proxy.port())) {
            assertEquals("ok", text(out, "http://" + host + "/x"));
            String head = proxy.requests.take();
            assertTrue(head.startsWith("POST http://" + told + "/x HTTP/1.1\r\n"), head);
            assertTrue(head.contains("\r\nhost: " + told + "\r\n"), head);
        }
    }

    @Test
    void withoutUserAndPasswordThereIsNoAuthorization() throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                LoopbackProxy proxy = new LoopbackProxy(server.port());
                WayOut out = out(proxy.port(), "93.184.216.34")) {
            assertEquals("ok", text(out, "http://hook.test/"));
            assertFalse(proxy.heads.take().contains("proxy-authorization"), "a plugin has none either");
        }
    }

    @ParameterizedTest
    @CsvSource({"'',it wants a user and a password in outbound-proxy",
        "x:secret@,it does not take the user and password of outbound-proxy"})
    void wrongUsersAreNoConnectionAndNeverShown(String user, String why) throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                LoopbackProxy proxy = new LoopbackProxy(server.port(), LOGIN);
                WayOut out = out(proxy.port(), user, "", OutboundProxy.Names.UNRESOLVED, false, "93.184.216.34",
                        "93.184.216.35")) {
            for (String scheme : List.of("http", "https")) {
                ConnectException failed = assertThrows(ConnectException.class,
                        () -> out.exchange(request(scheme + "://hook.test/", Duration.ofSeconds(10))));
                assertEquals("no way through the proxy http://127.0.0.1:" + proxy.port()
                        + " to hook.test: it answered 407, so " + why, failed.getMessage());
                for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                    assertFalse(cause.toString().contains("secret") || cause.toString().contains("eDpzZWNyZXQ="),
                            cause::toString);
                }
            }
            assertEquals(2, proxy.heads.size(), "a second address would be refused too");
            assertTrue(server.requests.isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 403 Forbidden,it answered 403", "HTTP/1.1 502 Bad Gateway,it answered 502",
        "HTTP/1.0 503 Unavailable,it answered 503", "HTTP/1.1 302 Found,it answered 302",
        "HTTP/1.1 204 No Content,it answered 204", "SSH-2.0-x,its answer is no HTTP"})
    void refusedTunnelsAreNoConnection(String line, String why) throws Exception {
        try (RawServer proxy = RawServer.saying(line + "\r\nLocation: http://127.0.0.1:1/\r\n\r\npage");
                WayOut out = out(proxy.port(), "93.184.216.34", "93.184.216.35")) {
            String text = notReached(out, "https://hook.test/");
            assertTrue(text.startsWith("no way through the proxy http://127.0.0.1:" + proxy.port() + " to hook.test: "
                    + why), text);
            assertEquals(2, proxy.requests.size(), "it may have a way to another address");
        }
    }

    /** What is marked as the proxy's own word; without a mark it could be the target's. */
    @ParameterizedTest
    @CsvSource({"403,X-Squid-Error: ERR_ACCESS_DENIED 0,true", "503,X-Squid-Error: ERR_CONNECT_FAIL 111,true",
        "403,Proxy-Status: p.example; error=http_request_denied,true", "403,X: y,false", "503,X: y,false",
        "403,Proxy-Status: p.example; received-status=403,false", "404,X-Squid-Error: ERR_X 0,false"})
    void refusalsOfPlainRequestsAreToldFromAnswers(int status, String header, boolean refused) throws Exception {
        try (RawServer proxy = RawServer.saying("HTTP/1.1 " + status + " X\r\n" + header
                + "\r\nContent-Length: 1\r\n\r\nx"); WayOut out = out(proxy.port(), "93.184.216.34")) {
            if (refused) {
                assertTrue(notReached(out, "http://hook.test/").endsWith(": it answered " + status));
            } else {
                assertEquals(status, out.exchange(request("http://hook.test/", Duration.ofSeconds(10))).status());
            }
        }
    }

    @Test
    void aProxyThatHangsUpIsNoConnection() throws Exception {
        try (RawServer proxy = RawServer.saying(""); WayOut out = out(proxy.port(), "93.184.216.34")) {
            String text = notReached(out, "https://hook.test/");
            assertTrue(text.startsWith("no way through the proxy ") && text.contains(" to hook.test: "), text);
            // Here it may have passed the request on before.
            IOException plain = assertThrows(IOException.class, () -> text(out, "http://hook.test/"));
            assertFalse(plain instanceof ConnectException, plain::toString);
            assertTrue(plain.getMessage().startsWith("hook.test through the proxy http://127.0.0.1:"),
                    plain.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
    void aProxyThatNeverAnswersCostsTheDeadline(String start) throws Exception {
        try (RawServer proxy = new RawServer(socket -> {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            end.await();
        }); WayOut out = out(proxy.port(), "93.184.216.34", "93.184.216.35")) {
            long began = System.nanoTime();
            String text = assertThrows(ConnectException.class,
                    () -> out.exchange(request("https://hook.test/", Duration.ofSeconds(1)))).getMessage();
            assertTrue(text.startsWith("no way through the proxy ") && text.contains("time"), text);
            assertTrue(System.nanoTime() - began < 15_000_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n", "HTTP/1.1 200 OK\r\n\r\n<html>", "x"})
    void aTunnelToSomethingElseIsNoConnection(String garbage) throws Exception {
        try (RawServer proxy = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n" + garbage);
                WayOut out = out(proxy.port(), "93.184.216.34")) {
            String text = notReached(out, "https://hook.test/");
            assertTrue(text.startsWith("no way through the proxy http://127.0.0.1:" + proxy.port() + " to hook.test: "),
                    text);
        }
    }

    @Test
    void saysThatTheProxyIsNotThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (WayOut out = out(port, "93.184.216.34")) {
            for (String scheme : List.of("http", "https")) {
                String text = notReached(out, scheme + "://hook.test/");
                assertTrue(text.startsWith("the proxy http://127.0.0.1:" + port + " does not take connections: "),
                        text);
            }
        }
    }

    /** The proxy's own address is the operator's word, but even that leads to no metadata service. */
    @Test
    void theProxyItselfIsNeverAtAnAddressThatIsNeverConnectedTo() {
        OutboundRules rules = new OutboundRules(true, Optional.empty(),
                OutboundProxy.of("http://proxy.test:3128", "", OutboundProxy.Names.UNRESOLVED));
        try (WayOut out = new WayOut(rules, host -> List.of(
                InetAddress.ofLiteral(host.equals("proxy.test") ? "169.254.169.254" : "93.184.216.34")))) {
            assertEquals("the proxy http://proxy.test:3128 does not take connections: proxy.test is at the link-local"
                    + " address 169.254.169.254, which is never connected to", notReached(out, "http://hook.test/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "2852039166", "[::ffff:169.254.169.254]", "metadata.google.internal",
        "metadata.google.internal.", "instance-data", "100.64.0.1", "[64:ff9b::a9fe:a9fe]", "0.0.0.0", "1.2.3.4.5"})
    void theProxyNeverHearsOfWhatIsNeverConnectedTo(String host) throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy(1);
                WayOut out = out(proxy.port(), "", "", OutboundProxy.Names.ALWAYS, true)) {
            for (String scheme : List.of("http", "https")) {
                assertThrows(IOException.class, () -> text(out, scheme + "://" + host + "/"));
            }
            assertTrue(proxy.heads.isEmpty(), proxy.heads.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254,which is never connected to", "fd00:ec2::254,which is never connected to",
        "10.0.0.1,which is not connected to unless outbound-private-networks=allow",
        "127.0.0.1,which is not connected to unless outbound-private-networks=allow"})
    void namesThatResolveToSuchAddressesAreRefusedHere(String address, String why) throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy(1)) {
            for (OutboundProxy.Names names : OutboundProxy.Names.values()) {
                for (String scheme : List.of("http", "https")) {
                    try (WayOut out = out(proxy.port(), "", "", names, false, "93.184.216.34", address)) {
                        String text = notReached(out, scheme + "://hook.test/");
                        assertTrue(text.endsWith(why), text);
                    }
                }
            }
            assertTrue(proxy.heads.isEmpty(), proxy.heads.toString());
        }
    }

    /** Which authority a tunnel is asked for: that there is no TLS behind it does not matter here. */
    @ParameterizedTest
    @CsvSource({"UNRESOLVED,hook.test,93.184.216.34,93.184.216.34:443",
        "NEVER,hook.test,93.184.216.34,93.184.216.34:443",
        "ALWAYS,hook.test,93.184.216.34,hook.test:443", "UNRESOLVED,hook.test,,hook.test:443",
        "ALWAYS,hook.test,,hook.test:443", "NEVER,hook.test,,", "UNRESOLVED,splunk,,", "ALWAYS,splunk.,,",
        "UNRESOLVED,splunk,93.184.216.34,93.184.216.34:443", "UNRESOLVED,localhost,,", "UNRESOLVED,a.localhost,,",
        "UNRESOLVED,hook.test,2606:2800:220:1::1,[2606:2800:220:1:0:0:0:1]:443",
        "UNRESOLVED,93.184.216.34,,93.184.216.34:443", "ALWAYS,0x5db8d822,,93.184.216.34:443"})
    void theProxyIsToldAddressesThatWereCheckedHere(OutboundProxy.Names names, String host, String address,
            String told) throws Exception {
        try (RawServer proxy = RawServer.saying("HTTP/1.1 403 Forbidden\r\n\r\n");
                WayOut out = out(proxy.port(), "", "", names, false,
                        address == null ? new String[0] : new String[]{address})) {
            String text = notReached(out, "https://" + host + "/");
            if (told == null) {
                assertEquals("the name " + host + " does not resolve", text);
                assertTrue(proxy.requests.isEmpty(), proxy.requests.toString());
            } else {
                String head = proxy.requests.take();
                assertTrue(head.startsWith("CONNECT " + told + " HTTP/1.1\r\nhost: " + told + "\r\n"), head);
            }
        }
    }

    @Test
    void aResolverThatNeverAnswersLeavesTimeForTheProxy() throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                LoopbackProxy proxy = new LoopbackProxy(server.port());
                WayOut out = new WayOut(new OutboundRules(false, Optional.empty(),
                        OutboundProxy.of("http://127.0.0.1:" + proxy.port(), "", OutboundProxy.Names.UNRESOLVED)),
                        host -> {
                            try {
                                end.await();
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                            }
                            throw new UnknownHostException(host);
                        })) {
            assertEquals(200, out.exchange(request("http://hook.test/", Duration.ofSeconds(4))).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"test,127.0.0.1", "'x.example, .hook.test',127.0.0.1", "HOOK.test,127.0.0.1", "127.0.0.0/8,127.0.0.1",
        "'',127.0.0.1", "'::1,192.0.2.0/24',127.0.0.1"})
    void exceptionsAndLoopbackAreReachedDirectly(String except, String address) throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                LoopbackProxy proxy = new LoopbackProxy(1);
                WayOut out = out(proxy.port(), USER, except, OutboundProxy.Names.ALWAYS, true, address)) {
            assertEquals("ok", text(out, "http://hook.test:" + server.port() + "/"));
            assertFalse(server.requests.take().contains("proxy-authorization"),
                    "neither the registry's nor a plugin's");
            assertTrue(proxy.heads.isEmpty(), proxy.heads.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hook.example", "ook.test", "hook.test.example", "10.0.0.0/9", "93.184.216.35",
        "93.184.216.0/27", "::/0"})
    void othersAreNoExceptions(String except) throws Exception {
        try (RawServer proxy = RawServer.saying(FINE);
                WayOut out = out(proxy.port(), "", except, OutboundProxy.Names.UNRESOLVED, false, "93.184.216.34")) {
            assertEquals("ok", text(out, "http://hook.test/"));
            assertEquals(1, proxy.requests.size());
        }
    }

    /** A name that is an exception is never left to the proxy. */
    @Test
    void exceptionsThatDoNotResolveAreNotReached() throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy(1);
                WayOut out = out(proxy.port(), "", "test", OutboundProxy.Names.ALWAYS, true)) {
            assertEquals("the name hook.test does not resolve", notReached(out, "http://hook.test/"));
            assertTrue(proxy.heads.isEmpty(), proxy.heads.toString());
        }
    }

    @Test
    void socketsDoNotUseIt() throws Exception {
        try (RawServer server = RawServer.saying(FINE);
                LoopbackProxy proxy = new LoopbackProxy(1);
                WayOut out = out(proxy.port(), "", "", OutboundProxy.Names.ALWAYS, true, "127.0.0.1");
                AutoCloseable socket = out.tcp("hook.test", server.port(), Duration.ofSeconds(5))) {
            assertInstanceOf(Socket.class, socket);
            assertTrue(proxy.heads.isEmpty(), proxy.heads.toString());
        }
    }
}
