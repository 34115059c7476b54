package io.pilothouse.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the proxy: what they mean, and that no error shows a password. */
class OutboundProxyTest {
    private static final OutboundProxy.Names NAMES = OutboundProxy.Names.UNRESOLVED;

    private static String problem(String url, String except) {
        return assertThrows(IllegalArgumentException.class, () -> OutboundProxy.of(url, except, NAMES)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"http://proxy.example:3128,http://proxy.example:3128", "HTTPS://Proxy:443/,https://Proxy:443",
        "http://user:secret@10.1.2.3:8080,http://10.1.2.3:8080",
        "http://DOM%5Cann:s%25cret@[fd00::1]:1,http://[fd00::1]:1",
        "' http://127.0.0.1:3128\n',http://127.0.0.1:3128"})
    void isShownWithoutUserAndPassword(String url, String shown) {
        assertEquals(shown, OutboundProxy.of(url, "", NAMES).orElseThrow().toString());
        OutboundRules rules = new OutboundRules(false, Optional.empty(), OutboundProxy.of(url, "", NAMES));
        assertFalse(rules.toString().contains("secret") || rules.toString().contains("Basic"), rules.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret:x@proxy:1", "proxy:3128", "http://proxy", "http://u:secret@proxy",
        "http://u:se/secret@proxy:1", "http://u:se#secret@proxy:1", "http://u:se@secret@proxy:1",
        "http://u:%zzsecret@proxy:1", "http://u:se cret@proxy:1", "socks5://u:secret@proxy:1", "http://proxy:1/secret",
        "http://proxy:1?secret", "http://u:secret@:1", "http://u:secret@[fd00::1:1", "http://u:secret@proxy:x",
        "http://u:secret@proxy:123456"})
    void whatIsMalformedIsRefusedAndNotShown(String url) {
        String text = problem(url, "");
        assertTrue(text.startsWith("outbound-proxy must be http://HOST:PORT"), text);
        assertFalse(text.contains("secret"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "[fe80::1]", "metadata.google.internal", "224.0.0.1", "2852039166"})
    void isNeverWhereNothingIsConnectedTo(String host) {
        String text = problem("http://u:secret@" + host + ":80", "");
        assertTrue(text.startsWith("outbound-proxy: URL cannot target "), text);
        assertFalse(text.contains("secret"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:secret@proxy:0", "http://u:secret@proxy:65536", "http://u:secret@pr%6fxy:1",
        "http://u:secret@[1:2]:1", "http://u:secret@pr oxy:1", "http://u:secret@pr\u00f6xy:1"})
    void otherHostsAndPortsAreNone(String url) {
        String text = problem(url, "");
        assertTrue(text.startsWith("outbound-proxy"), text);
        assertFalse(text.contains("secret"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.example.net", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "::1/129", "fe80::1%eth0",
        "example..net", "256.1.1.1", "1.2.3", "http://x", "a b", "[::1", "10.0.0.1/-1", "..", "/8", "010.0.0.0/8"})
    void entriesThatAreNoneAreNamed(String entry) {
        String text = problem("http://proxy:1", "good.example," + entry);
        assertTrue(text.startsWith("outbound-proxy-except: \"" + entry + "\" is no name such as"), text);
        assertTrue(problem("", entry).startsWith("outbound-proxy-except: "), "also without a proxy");
    }

    @Test
    void isNoneWithoutUrl() {
        assertTrue(OutboundProxy.of("", "10.0.0.0/8, [::1] ,, example.net", NAMES).isEmpty());
    }
}
