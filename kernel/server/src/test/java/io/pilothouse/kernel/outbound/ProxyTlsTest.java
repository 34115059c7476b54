package io.pilothouse.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption to the target, end to end through the proxy; and to a proxy that wants it for itself. */
class ProxyTlsTest {
    private static final byte[] FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(
            StandardCharsets.US_ASCII);
    private static final String LOGIN = "Basic dTpw";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> sessions = new LinkedBlockingQueue<>();
    private TlsSite site;
    private TlsSite proxySite;

    @BeforeEach
    void certificate() throws IOException, GeneralSecurityException {
        site = TlsSite.named(folder, "hook.test");
    }

    private RawServer target() {
        return new RawServer(site.server().getServerSocketFactory(), socket -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
            sessions.add(session.getProtocol() + " " + session.getRequestedServerNames());
            socket.getOutputStream().write(FINE);
        });
    }

    private static WayOut out(String proxy, Optional<TrustManagerFactory> trust, String address) {
        return new WayOut(new OutboundRules(false, trust,
                OutboundProxy.of(proxy, "", OutboundProxy.Names.UNRESOLVED)), host -> {
                    if (address.isEmpty() && !host.endsWith("here.test")) {
                        throw new UnknownHostException(host);
                    }
                    // The proxy's is its own affair, so it may be loopback.
                    return List.of(InetAddress.ofLiteral(
                            host.equals("hook.test") || host.equals("other.test") ? address : "127.0.0.1"));
                });
    }

    private static OutboundHttp.Response post(WayOut out, String url) throws IOException, InterruptedException {
        return out.exchange(new OutboundHttp.Request("POST", URI.create(url), Map.of("Authorization", "Bearer token",
                "Proxy-Authorization", "Basic plugin"), "body".getBytes(StandardCharsets.UTF_8), 100,
                Duration.ofSeconds(20)));
    }

    private static String text(OutboundHttp.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", ""})
    void theTargetIsEncryptedEndToEndUnderItsName(String address) throws Exception {
        try (RawServer target = target();
                LoopbackProxy proxy = new LoopbackProxy(target.port(), LOGIN);
                WayOut out = out("http://u:p@127.0.0.1:" + proxy.port(), Optional.of(site.trust()), address)) {
            assertEquals("ok", text(post(out, "https://hook.test/x")));
            String session = sessions.take();
            assertTrue(session.startsWith("TLSv1.3 ") && session.contains("hook.test"), session);
            String told = proxy.heads.take();
            String authority = (address.isEmpty() ? "hook.test" : address) + ":443";
            assertEquals("CONNECT " + authority + " HTTP/1.1\r\nhost: " + authority
                    + "\r\nuser-agent: Pilothouse\r\nproxy-authorization: " + LOGIN + "\r\n\r\n", told);
            String sent = target.requests.take();
            assertTrue(sent.startsWith("POST /x HTTP/1.1\r\n") && sent.endsWith("\r\n\r\nbody"), sent);
            assertTrue(sent.contains("\r\nhost: hook.test\r\n")
                    && sent.contains("\r\nAuthorization: Bearer token\r\n"), sent);
            assertFalse(sent.toLowerCase(Locale.ROOT).contains("proxy-"), sent);
        }
    }

    /** Nothing was sent, and a proxy that looks into tunnels is nobody's fault who has an event to deliver. */
    @Test
    void aCertificateOfAnotherNameIsNotTrusted() throws Exception {
        try (RawServer target = target();
                LoopbackProxy proxy = new LoopbackProxy(target.port());
                WayOut out = out("http://127.0.0.1:" + proxy.port(), Optional.of(site.trust()), "93.184.216.34")) {
            String text = assertThrows(ConnectException.class, () -> post(out, "https://other.test/")).getMessage();
            assertTrue(text.startsWith("no way through the proxy http://127.0.0.1:") && text.contains("other.test"),
                    text);
            assertTrue(target.requests.stream().noneMatch(request -> request.contains("POST")));
        }
    }

    @Test
    void anUnknownCertificateIsNotTrusted() throws Exception {
        try (RawServer target = target();
                LoopbackProxy proxy = new LoopbackProxy(target.port());
                WayOut out = out("http://127.0.0.1:" + proxy.port(), Optional.empty(), "93.184.216.34")) {
            assertThrows(ConnectException.class, () -> post(out, "https://hook.test/"));
            assertTrue(target.requests.stream().noneMatch(request -> request.contains("POST")));
        }
    }

    @Test
    void aProxyMayBeEncryptedItself() throws Exception {
        try (RawServer target = target();
                RawServer plain = new RawServer(socket -> socket.getOutputStream().write(FINE));
                LoopbackProxy proxy = secured(target.port());
                LoopbackProxy toPlain = secured(plain.port());
                WayOut out = out("https://u:p@proxy.here.test:" + proxy.port(), both(), "93.184.216.34");
                WayOut outPlain = out("https://u:p@proxy.here.test:" + toPlain.port(), both(), "93.184.216.34")) {
            assertEquals("ok", text(post(out, "https://hook.test/")));
            assertTrue(proxy.heads.take().startsWith("CONNECT 93.184.216.34:443 HTTP/1.1\r\n"));
            assertEquals("ok", text(post(outPlain, "http://hook.test/")));
            assertTrue(toPlain.heads.take().startsWith("POST http://hook.test/ HTTP/1.1\r\n"));
        }
    }

    private LoopbackProxy secured(int target) throws IOException, GeneralSecurityException {
        if (proxySite == null) {
            proxySite = TlsSite.named(Files.createDirectory(folder.resolve("proxy")), "proxy.here.test");
        }
        ServerSocketFactory factory = proxySite.server().getServerSocketFactory();
        return new LoopbackProxy(factory, target, LOGIN);
    }

    /** Trust in the target and in the proxy, as an operator has it from one file. */
    private Optional<TrustManagerFactory> both() throws IOException {
        Path all = folder.resolve("all.pem");
        Files.writeString(all, Files.readString(folder.resolve("registry.crt"))
                + Files.readString(folder.resolve("proxy/registry.crt")));
        return Optional.of(Authorities.beside(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aProxyOfAnotherNameLearnsNothing(String scheme) throws Exception {
        try (LoopbackProxy proxy = secured(1);
                WayOut out = out("https://u:p@elsewhere.test:" + proxy.port(), both(), "93.184.216.34")) {
            String text = assertThrows(ConnectException.class, () -> post(out, scheme + "://hook.test/")).getMessage();
            assertTrue(text.startsWith("no way through the proxy https://elsewhere.test:" + proxy.port()
                    + " to hook.test: "), text);
            assertTrue(proxy.heads.stream().allMatch(head -> head.startsWith("broken")), proxy.heads.toString());
        }
    }
}
