package io.pilothouse.kernel.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON, binary, TLS and HTTP on one port. */
class OnePortTest extends ServerTest {
    private static final String HEARTBEAT = "{\"node_id\":1,\"signature\":\"AA==\",\"type\":\"heartbeat\"}";

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void jsonAndBinaryAlsoInsideTls(String protocol) throws IOException, GeneralSecurityException {
        start();
        try (Wire json = Wire.tls(server, protocol);
                Wire binary = Wire.tls(server, protocol);
                Wire plain = Wire.plain(server)) {
            assertTrue(json.json(HEARTBEAT).answer().contains("heartbeat_ok"));
            assertTrue(kernel.sources.remove().encrypted());
            byte[] leaf = ((SSLSocket) json.socket()).getSession().getPeerCertificates()[0].getEncoded();
            assertEquals(identity.fingerprint(),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(leaf)));
            assertTrue(binary.hex("50494c54 01 00000005 02 00000009").frameInHex().startsWith("00000014ff"));
            assertTrue(plain.json(HEARTBEAT).answer().contains("heartbeat_ok"));
            json.bytes(Wire.frames("{\"type\":\"lookup\",\"node_id\":77}", 3));
            for (int i = 0; i < 3; i++) {
                assertTrue(json.answer().length() > Kernel.LARGE);
            }
        }
        assertEquals(2, counts.of(NetMetrics.Speaks.TLS));
    }

    @Test
    void aTlsClientThatEndsItsSideStillGetsItsReply() throws IOException, GeneralSecurityException {
        start();
        try (Wire wire = Wire.tls(server, "TLSv1.3")) {
            wire.json("{\"type\":\"report_trust\"}").endOutput();
            assertTrue(wire.answer().contains("report_trust_ok"));
            assertEquals(-1, wire.read());
        }
    }

    @Test
    void brokenTlsIsClosed() throws IOException {
        start();
        try (Wire wire = Wire.plain(server)) {
            wire.hex("16030100051122334455").endOutput();
            wire.rest();
        }
        counts.await("closed", 1);
    }

    @Test
    void tlsMayBeOffOrRequired() throws IOException, GeneralSecurityException {
        start(settings -> with(settings, Encryption.OFF, ErrorTexts.FULL, ""));
        Assertions.assertThrows(IOException.class, () -> {
            try (Wire wire = Wire.tls(server, "TLSv1.3")) {
                wire.json(HEARTBEAT).answer();
            } catch (UncheckedIOException broken) {
                throw new SSLException(broken);
            }
        });
        server.close();
        start(settings -> with(settings, Encryption.REQUIRED, ErrorTexts.FULL, ""));
        try (Wire plain = Wire.plain(server); Wire tls = Wire.tls(server, "TLSv1.3")) {
            assertEquals(-1, plain.json(HEARTBEAT).read());
            assertTrue(tls.json(HEARTBEAT).answer().contains("heartbeat_ok"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HEAD /healthz HTTP/1.1\r\n\r\n",
        "POST /x HTTP/1.0\r\n"})
    void browsersAreToldWhereHttpIs(String request) throws IOException {
        start(settings -> with(settings, Encryption.OFFERED, ErrorTexts.FULL, "http://127.0.0.1:3000/"));
        try (Wire wire = Wire.plain(server)) {
            String answer = new String(wire.bytes(request.getBytes(StandardCharsets.UTF_8)).rest(),
                    StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
            assertTrue(answer.endsWith("HTTP is at http://127.0.0.1:3000/\n"), answer);
            assertFalse(answer.contains("null"));
        }
    }
}
