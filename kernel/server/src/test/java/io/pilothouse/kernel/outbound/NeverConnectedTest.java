package io.pilothouse.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way to write an address that a registry must not be led to, through HTTP and through sockets, and resolvers
 * that say one thing now and another then. Nothing here has a resolver to ask: an address is no name.
 */
class NeverConnectedTest {
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static OutboundHttp.Request request(String uri) {
        return new OutboundHttp.Request("POST", URI.create(uri), Map.of(), new byte[]{1}, 100, SHORT);
    }

    private static WayOut out(boolean privateNetworks) {
        return new WayOut(new OutboundRules(privateNetworks), name -> {
            throw new AssertionError("an address is no name: " + name);
        });
    }

    /** Also where the operator allows private networks. */
    @ParameterizedTest
    @ValueSource(strings = {
        // Where clouds keep credentials, and all of link-local.
        "169.254.169.254", "169.254.170.2", "169.254.0.1", "169.254.169.254.", "169.254.169.254..", "2852039166",
        "0xA9FEA9FE", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "0251.254.0xa9.254", "025177524776",
        "169.254.43518", "169.16689662", "0x00000000A9FEA9FE", "[fe80::1]", "[FE80::A9FE:A9FE]",
        "[febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff]", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "[fd00:ec2::254]", "[fd20:ce::254]", "[fd00:0ec2:0:0::0254]", "metadata.google.internal",
        "METADATA.GOOGLE.INTERNAL", "metadata.google.internal.", "metadata.azure.com", "instance-data",
        "instance-data.ec2.internal",
        // The same in addresses of version 6.
        "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[0:0:0:0:0:ffff:a9fe:a9fe]", "[::169.254.169.254]",
        "[::a9fe:a9fe]", "[64:ff9b::169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a9fe:a9fe]",
        "[::ffff:0:169.254.169.254]", "[2002:a9fe:a9fe::1]", "[2001:0:a9fe:a9fe::1]", "[2001::1]",
        // Private addresses by way of somebody's translator.
        "[64:ff9b::10.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2002:c0a8:101::1]", "[2002:a00:1::1]",
        "[::ffff:0:127.0.0.1]", "[64:ff9b::8.8.8.8]",
        // Nobody's, everybody's, the provider's.
        "0.0.0.0", "0", "0x0", "00", "0.0.0.1", "0.1.2.3", "[::]", "[::ffff:0.0.0.0]", "[0::0]", "100.64.0.1",
        "100.127.255.254", "0x64400001", "[::ffff:100.64.0.1]", "255.255.255.255", "4294967295", "0xffffffff",
        "[::ffff:255.255.255.255]", "240.0.0.1", "224.0.0.1", "224.0.0.251", "239.255.255.250", "[ff02::1]",
        "[ff05::1:3]", "[ff0e::1]", "[::ffff:239.1.1.1]", "192.0.0.1", "192.88.99.1", "[100::1]", "[2001:db8::1]"})
    void neverWhateverTheSettingSays(String host) {
        try (WayOut open = out(true)) {
            for (String url : List.of("http://" + host + "/", "https://" + host + ":8443/x?y",
                    "http://good.example@" + host + ":1/", "http://good.example:80@" + host + "/#@good.example")) {
                String text = assertThrows(IOException.class, () -> open.exchange(request(url)), url).getMessage();
                assertTrue(text.contains("annot target") || text.contains("never connected to"), text);
            }
            String bare = host.replaceAll("[\\[\\]]", "");
            for (String text : List.of(socket(() -> open.tcp(bare, 1, SHORT)), socket(() -> open.tls(bare, 1, SHORT)),
                    socket(() -> open.udp(bare, 1, SHORT)))) {
                assertTrue(text.contains("never connected to"), text);
            }
        }
    }

    @FunctionalInterface
    private interface Opening {
        AutoCloseable open() throws IOException, InterruptedException;
    }

    private static String socket(Opening opening) {
        return assertThrows(IOException.class, opening::open).getMessage();
    }

    /** Addresses of the operator's own network, unless the operator allows it. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1",
        "0177.1", "017700000001", "127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::127.0.0.1]", "10.0.0.1", "10.1", "012.0.0.1", "0xa000001", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.168.257", "3232235777", "198.18.0.1", "[fc00::1]", "[fd12:3456::1]",
        "[fec0::1]", "[::ffff:10.0.0.1]", "[::ffff:192.168.0.1]"})
    void ownNetworksOnlyWithTheSetting(String host) {
        try (WayOut strict = out(false)) {
            String bare = host.replaceAll("[\\[\\]]", "");
            for (String text : List.of(
                    assertThrows(IOException.class, () -> strict.exchange(request("http://" + host + ":1/")))
                            .getMessage(),
                    socket(() -> strict.tcp(bare, 1, SHORT)), socket(() -> strict.tls(bare, 1, SHORT)),
                    socket(() -> strict.udp(bare, 1, SHORT)))) {
                assertTrue(text.endsWith("not connected to unless outbound-private-networks=allow"), text);
            }
        }
    }

    /** What is no address and no name either; other readers of URLs see another host in some of them. */
    @ParameterizedTest
    @ValueSource(strings = {"http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[::1%25lo]/",
        "http://169%2e254%2e169%2e254/", "http://127.0.0.1%00.good.example/", "http://1.2.3.4.5/", "http://256.1.1.1/",
        "http://0x/", "http://08.8.8.8/", "http://4294967296/", "http://[::1/", "http://[::ffff:256.1.1.1]/",
        "http://good.example:80:80/", "http://:80/", "http:///x", "file:///etc/passwd", "gopher://127.0.0.1:1/",
        "http:127.0.0.1/"})
    void whatIsNoAddressIsNothing(String url) {
        try (WayOut strict = out(false)) {
            assertThrows(Exception.class, () -> strict.exchange(request(url)), url);
        }
    }

    /** Every second answer leads inside; what was checked is what is connected to, so only the others arrive. */
    @Test
    void aResolverThatChangesItsMindNeverLeadsInside() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                WayOut flipping = new WayOut(new OutboundRules(true), name -> List.of(InetAddress.ofLiteral(
                        asked.getAndIncrement() % 2 == 0 ? "127.0.0.1" : "169.254.169.254")))) {
            int port = server.port();
            for (int i = 0; i < 40; i++) {
                int kind = i / 2 % 4;
                if (i % 2 == 0) {
                    try (AutoCloseable open = switch (kind) {
                        case 0 -> () -> assertEquals(200,
                                flipping.exchange(request("http://flip.test:" + port + "/")).status());
                        case 1 -> flipping.tcp("flip.test", port, SHORT);
                        case 2 -> flipping.udp("flip.test", port, SHORT);
                        default -> flipping.tcp("flip.test", port, SHORT);
                    }) {
                        InetAddress to = open instanceof Socket socket
                                ? socket.getInetAddress()
                                : open instanceof DatagramSocket datagrams
                                        ? datagrams.getInetAddress()
                                        : InetAddress.getLoopbackAddress();
                        assertTrue(to.isLoopbackAddress(), to::toString);
                    }
                } else {
                    String text = switch (kind) {
                        case 0 -> assertThrows(IOException.class,
                                () -> flipping.exchange(request("http://flip.test:" + port + "/"))).getMessage();
                        case 1 -> socket(() -> flipping.tcp("flip.test", port, SHORT));
                        case 2 -> socket(() -> flipping.udp("flip.test", port, SHORT));
                        default -> socket(() -> flipping.tls("flip.test", port, SHORT));
                    };
                    assertEquals("flip.test is at the link-local address 169.254.169.254, which is never connected to",
                            text);
                }
            }
            assertEquals(40, asked.get(), "once for each connection");
        }
    }

    /** A server that answers every greeting by TLS 1.1, or 1.0. */
    @ParameterizedTest
    @ValueSource(strings = {"0302", "0301", "0300"})
    void encryptionOfYesterdayIsRefused(String version) throws Exception {
        byte[] hello = HexFormat.of().parseHex("16" + version + "002a" + "02000026" + version + "00".repeat(32) + "00"
                + "c02f" + "00");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                WayOut open = out(true)) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        socket.getInputStream().readNBytes(5);
                        socket.getOutputStream().write(hello);
                    }
                } catch (IOException over) {
                    // The test has closed it.
                    return;
                }
            });
            int port = server.getLocalPort();
            for (String text : List.of(socket(() -> open.tls("127.0.0.1", port, SHORT)),
                    assertThrows(IOException.class, () -> open.exchange(request("https://127.0.0.1:" + port + "/")))
                            .getMessage())) {
                assertTrue(text.contains("protocol version") || text.contains("is not enabled or supported"), text);
            }
        }
    }
}
