package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.packaging.PluginDescription;
import io.pilothouse.packaging.UnfitPluginException;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkReachTest {
    private static final List<String> SETTINGS = List.of("5s", "https://user:secret@Hooks.example.org:8443/verify?a=b",
            "http://one.example, http://[2001:db8::7]/x");

    private static NarrowedWayOut narrowed(List<String> settings) {
        LentContext whole = new LentContext("i", Path.of("."), InstantSource.system(), request -> {
            throw new IllegalStateException("passed on");
        }, new Sockets());
        return reach("network", "configured, login.example.com").narrow(whole, "p", settings);
    }

    /** Tells by a throw that it was asked. */
    private static final class Sockets implements OutboundSockets {
        @Override
        public Socket tcp(String host, int port, Duration deadline) {
            throw new IllegalStateException("passed on");
        }

        @Override
        public Socket tls(String host, int port, Duration deadline) {
            throw new IllegalStateException("passed on");
        }

        @Override
        public DatagramSocket udp(String host, int port, Duration deadline) {
            throw new IllegalStateException("passed on");
        }
    }

    @Test
    void socketsReachTheSameHosts() {
        NarrowedWayOut way = narrowed(
                List.of("tls://siem.example.org:6514", "logs.example.org:514", "[2001:db8::7]:514"));
        for (String host : List.of("siem.example.org", "LOGS.example.org.", "2001:db8::7", "login.example.com")) {
            assertThrows(IllegalStateException.class, () -> way.tcp(host, 1, Duration.ofSeconds(1)), host);
            assertThrows(IllegalStateException.class, () -> way.tls(host, 1, Duration.ofSeconds(1)), host);
            assertThrows(IllegalStateException.class, () -> way.udp(host, 1, Duration.ofSeconds(1)), host);
        }
        for (String host : List.of("example.org", "2001:db8::8", "xsiem.example.org")) {
            assertThrows(IOException.class, () -> way.tcp(host, 1, Duration.ofSeconds(1)), host);
            assertThrows(IOException.class, () -> way.tls(host, 1, Duration.ofSeconds(1)), host);
            assertThrows(IOException.class, () -> way.udp(host, 1, Duration.ofSeconds(1)), host);
        }
    }

    private static boolean reaches(String uri) throws InterruptedException {
        OutboundHttp way = narrowed(SETTINGS);
        try {
            way.exchange(
                    new OutboundHttp.Request("GET", URI.create(uri), Map.of(), new byte[0], 1, Duration.ofSeconds(1)));
        } catch (IllegalStateException passed) {
            return true;
        } catch (IOException refused) {
            assertTrue(refused.getMessage().contains("its plugin.network-hosts and its settings allow"),
                    refused.getMessage());
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.org/other", "https://HOOKS.example.org.:1/", "http://one.example",
        "http://[2001:db8::7]:80/", "https://login.example.com/", "http://somebody@one.example/"})
    void theHostsOfTheSettingsAndThoseThatAreNamedAreReached(String uri) throws InterruptedException {
        assertTrue(reaches(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "https://xhooks.example.org/", "http://one.example@two.example/",
        "http://one.example.two.example/", "http://[2001:db8::8]/", "https://5s/", "https://user/"})
    void noOtherHostIs(String uri) throws InterruptedException {
        assertEquals(false, reaches(uri));
    }

    @Test
    void whatIsNoHostIsRefused() {
        for (String word : List.of("*", "*.*", "a..b", "example.org:443", "https://example.org", "*example.org", "[x]",
                "Example.org")) {
            assertTrue(
                    assertThrows(UnfitPluginException.class, () -> declared("network", word), word).getMessage()
                            .contains("it names " + word));
        }
        assertEquals("*.example.org, configured", reach("network", "configured, *.example.org").toString());
        assertEquals("any host", reach("network", "").toString());
        assertEquals("none", reach("files", "").toString());
    }

    private static NetworkReach reach(String capabilities, String hosts) {
        try {
            return declared(capabilities, hosts);
        } catch (UnfitPluginException e) {
            throw new AssertionError(e);
        }
    }

    private static NetworkReach declared(String capabilities, String hosts) throws UnfitPluginException {
        Properties properties = new Properties();
        properties.putAll(Map.of("plugin.id", "p", "plugin.version", "1.0.0", "plugin.requires", "^1.0.0",
                "plugin.provider", "Tests", "plugin.capabilities", capabilities, "plugin.network-hosts", hosts));
        return NetworkReach.of(PluginDescription.of(properties));
    }
}
