package io.pilothouse.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption: the name of the URL is what counts, not the address that it resolves to. */
class WayOutTlsTest {
    private static final byte[] FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(
            StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> sessions = new LinkedBlockingQueue<>();
    private SSLContext server;
    private TrustManagerFactory trust;

    @BeforeEach
    void certificate() throws IOException, GeneralSecurityException {
        TlsSite site = TlsSite.named(folder, "hook.test");
        server = site.server();
        trust = site.trust();
    }

    private RawServer listening(String... protocols) {
        return new RawServer(server.getServerSocketFactory(), socket -> {
            SSLSocket secured = (SSLSocket) socket;
            if (protocols.length > 0) {
                secured.setEnabledProtocols(protocols);
            }
            sessions.add(secured.getSession().getProtocol() + " "
                    + ((ExtendedSSLSession) secured.getSession()).getRequestedServerNames());
            socket.getOutputStream().write(FINE);
        });
    }

    private static WayOut out(Optional<TrustManagerFactory> trusted) {
        return new WayOut(new OutboundRules(true, trusted), host -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    private static OutboundHttp.Response get(WayOut out, String host, int port)
            throws IOException, InterruptedException {
        return out.exchange(new OutboundHttp.Request("GET", URI.create("https://" + host + ":" + port + "/"), Map.of(),
                new byte[0], 100, Duration.ofSeconds(10)));
    }

    @Test
    void speaksToTheNameOfTheUrl() throws Exception {
        try (RawServer listening = listening(); WayOut out = out(Optional.of(trust))) {
            assertEquals("ok", new String(get(out, "hook.test", listening.port()).body(), StandardCharsets.UTF_8));
            String session = sessions.take();
            assertTrue(session.startsWith("TLSv1.3 ") && session.contains("hook.test"), session);
        }
    }

    @Test
    void anotherNameIsNotTrusted() throws Exception {
        try (RawServer listening = listening(); WayOut out = out(Optional.of(trust))) {
            IOException failed = assertThrows(IOException.class, () -> get(out, "other.test", listening.port()));
            assertTrue(failed.getMessage().contains("other.test"), failed.getMessage());
            assertTrue(sessions.isEmpty() || sessions.peek().startsWith("NONE"), sessions.toString());
        }
    }

    @Test
    void anUnknownCertificateIsNotTrusted() throws Exception {
        try (RawServer listening = listening(); WayOut out = out(Optional.empty())) {
            assertThrows(IOException.class, () -> get(out, "hook.test", listening.port()));
        }
    }

    @Test
    void aServerWithoutEncryptionIsNone() throws Exception {
        try (RawServer plain = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n"); WayOut out = out(Optional.of(trust))) {
            assertThrows(IOException.class, () -> get(out, "hook.test", plain.port()));
        }
    }

    @Test
    void authoritiesComeBesideTheUsualOnes() {
        X509TrustManager all = (X509TrustManager) trust.getTrustManagers()[0];
        assertTrue(all.getAcceptedIssuers().length > 10, all.getAcceptedIssuers().length + " authorities");
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "");
        assertTrue(assertThrows(IOException.class, () -> Authorities.beside(none)).getMessage()
                .contains("holds no certificate"));
        Path junk = Files.writeString(folder.resolve("junk.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        assertThrows(IOException.class, () -> Authorities.beside(junk));
        assertThrows(IOException.class, () -> Authorities.beside(folder.resolve("absent.pem")));
    }
}
