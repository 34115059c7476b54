package io.pilothouse.audit.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.sinks.EntryJson;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import io.pilothouse.spi.testkit.TurnedClock;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CEF by post and by syslog, against receivers on loopback. */
class SyslogTest {
    private static final String R1 = "CEF:0|Pilot|Registry|1.0|member.kicked|member.kicked|6|dvc=pilot-registry dvchost=registry"
            + " cs1=member.kicked cs1Label=action cn1=3 cn1Label=network_id cn2=0 cn2Label=node_id"
            + " msg=target_node_id\\=687, role\\=member";
    private static final String MORE = " rt=1800000047125 externalId=47 suser=node:7 src=198.51.100.7"
            + " act=kick_member outcome=ok cs2=signature cs2Label=proof cn3=46 cn3Label=leaf_index";

    @TempDir
    Path folder;

    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private AuditExporter exporter(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("url", receiver.uri("/x").toString());
        SyslogFactory factory = new SyslogFactory();
        return factory.create(TestSettings.of(factory, settings),
                new TestContext(folder, new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"))));
    }

    private Received posted(Map<String, String> settings) throws Exception {
        assertEquals(new Delivery.Delivered(), exporter(settings).export(Events.kicks(47, 1)));
        return receiver.received().getLast();
    }

    @Test
    void postsOneLineAsR1WithOurFieldsAfterIt() throws Exception {
        Received full = posted(Map.of("token", "t"));
        assertEquals("text/plain", full.header("Content-Type"));
        assertEquals("Bearer t", full.header("Authorization"));
        assertEquals(R1 + MORE, full.text());
        assertEquals(R1, posted(Map.of("extension", "r1")).text());
    }

    @Test
    void thePageOnEventsShowsIt() throws Exception {
        assertTrue(Files.readString(Path.of("../../distribution/docs/events.md")).contains(
                "<108>1 2027-01-15T08:00:47.125Z pilot-registry pilothouse - member.kicked - " + R1 + MORE + "\n"));
    }

    @Test
    void aCheckpointGoesAlongInOneLine() {
        AuditEntry kick = Events.kick(47);
        assertEquals(R1 + MORE + " cs3=origin\\n5\\n cs3Label=checkpoint",
                new Cef(true).line(new AuditEntry(47, kick.time(), kick.action(), kick.attributes(), kick.details(),
                        kick.actor(), kick.request(), new AuditEntry.Proof(47, 46, "origin\n5\n"))));
    }

    @Test
    void nothingForgesAField() {
        String line = new Cef(false).line(hostile());
        assertTrue(line.startsWith("CEF:0|Pilot|Registry|1.0|a\\|b\\\\c|a\\|b\\\\c|3|dvc="), line);
        assertTrue(line.endsWith(" cn2=5 cn2Label=node_id msg=name\\=a|b\\\\c\\r\\nsuser\\=root é"), line);
    }

    private static AuditEntry hostile() {
        AuditEntry kick = Events.kick(1);
        return new AuditEntry(1, kick.time(), "a|b\\c", Map.of("node_id", 5L), "name=a|b\\c\r\nsuser=root é",
                kick.actor(), kick.request(), kick.proof());
    }

    @ParameterizedTest
    @CsvSource({"member.kicked,6", "network.deleted,6", "member.promoted,4", "member.demoted,4", "node.registered,3",
        "node.deregistered,3"})
    void theActionDecidesHowSevereItIs(String action, int severity) {
        assertEquals(severity, Cef.severity(action));
    }

    @Test
    void byTcpEachMessageStandsAfterItsLengthAndALostConnectionIsMadeAnew() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                AuditExporter exporter = exporter(Map.of("url", "127.0.0.1:" + server.getLocalPort()))) {
            assertEquals(new Delivery.Delivered(), exporter.export(Events.kicks(47, 2)));
            try (Socket first = server.accept()) {
                String message = frame(first.getInputStream());
                assertEquals("<108>1 2027-01-15T08:00:47.125Z pilot-registry pilothouse - member.kicked - " + R1 + MORE,
                        message);
                assertTrue(frame(first.getInputStream()).contains("externalId=48"));
            }
            exporter.export(Events.kicks(49, 1));
            try (Socket second = server.accept()) {
                assertTrue(frame(second.getInputStream()).contains("externalId=49"));
            }
        }
    }

    private static String frame(InputStream in) throws Exception {
        int length = 0;
        for (int digit = in.read(); digit != ' '; digit = in.read()) {
            length = length * 10 + digit - '0';
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void nobodyThereIsAFailureAndNotADelivery() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        try (AuditExporter exporter = exporter(Map.of("url", "tcp://127.0.0.1:" + port))) {
            assertThrows(ConnectException.class, () -> exporter.export(Events.kicks(1, 1)));
        }
    }

    @Test
    void byUdpEachMessageIsADatagramAndTooLongOnesAreRefused() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                AuditExporter exporter = exporter(Map.of("url", "udp://127.0.0.1:" + server.getLocalPort()))) {
            AuditEntry endless = Events.of(2, "x", Map.of("name", "x".repeat(70_000)));
            Delivery.Delivered done = (Delivery.Delivered) exporter.export(List.of(Events.kick(47), endless));
            assertEquals(List.of(2L), List.copyOf(done.refused().keySet()));
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            server.setSoTimeout(20_000);
            server.receive(packet);
            assertTrue(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).endsWith(R1 + MORE));
        }
    }

    @Test
    void theTextOfAMessageMayBeJson() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                AuditExporter exporter = exporter(Map.of("url", "syslog+udp://127.0.0.1:" + server.getLocalPort(),
                        "body", "json"))) {
            exporter.export(Events.kicks(47, 1));
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            server.setSoTimeout(20_000);
            server.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertEquals("<108>1 2027-01-15T08:00:47.125Z pilot-registry pilothouse - member.kicked - "
                    + new String(EntryJson.of(Events.kick(47)), StandardCharsets.UTF_8), text);
        }
        StartupException refused = assertThrows(StartupException.class, () -> exporter(Map.of("body", "json")));
        assertTrue(refused.getMessage().contains("the type json posts it"), refused.getMessage());
    }

    @Test
    void theLongerSchemeSaysTheSame() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                AuditExporter exporter = exporter(Map.of("url", "Syslog+TCP://127.0.0.1:" + server.getLocalPort()))) {
            exporter.export(Events.kicks(47, 1));
            try (Socket socket = server.accept()) {
                assertTrue(frame(socket.getInputStream()).endsWith(R1 + MORE));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"204,Delivered", "302,Refused", "404,Refused", "429,Retry", "503,Retry", "401,Retry", "403,Retry"})
    void theStatusDecides(int status, String what) throws Exception {
        receiver.answers(request -> Answer.status(status));
        assertEquals(what, exporter(Map.of()).export(Events.kicks(1, 1)).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"ftp://a.test:1", "tcp://a.test", "syslog+tls://a.test", "syslog+http2://a.test:1", "a.test",
        "http:///x", "'tcp://a b:1'"})
    void addressesThatLeadNowhereAreRefused(String url) {
        assertThrows(StartupException.class, () -> exporter(Map.of("url", url)));
    }
}
