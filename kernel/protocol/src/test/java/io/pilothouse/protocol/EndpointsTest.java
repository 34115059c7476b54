package io.pilothouse.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    /** wire.md 5.1, column R1, with the port required to be one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"203.0.113.9:4000|4000", "x.example:4001|4001", "[::1]:4000|4000",
        "[1.2.3.4]:5|5", ":4000|4000", "[]:80|80", "[fe80::1%eth0]:1|1", "h:65535|65535", "h:00080|80"})
    void thePortOfTheNodeIsKept(String listenAddress, int port) {
        assertEquals("127.0.0.1:" + port,
                Endpoints.sanitise(listenAddress, InetAddress.ofLiteral("127.0.0.1"), 46508));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "4000", "::1:4000", "[::1]4000", "1.2.3.4:", ":", "[::1]", "[::1]:", "[::1]:4000:1",
        "[::1:4000", "::1]:4000", "[[::1]]:4000", "a[b:1", "a]b:1", "[a]b:1", "h:0", "h:65536", "h:99999",
        "h:100000", "h:+80", "h:-1", "h:http", "h: 80", "h:٣", "[", "]:1", "[]"})
    void whatDoesNotParseIsTheSource(String listenAddress) {
        assertTrue(Endpoints.parse(listenAddress).isEmpty());
        assertEquals("127.0.0.1:46508",
                Endpoints.sanitise(listenAddress, InetAddress.ofLiteral("127.0.0.1"), 46508));
    }

    @Test
    void nothingSentIsNothingPublished() {
        assertEquals("", Endpoints.sanitise("", InetAddress.getLoopbackAddress(), 1));
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:0:0:0:0:0:1,[2001:db8::1]:7", "::,[::]:7", "::1,[::1]:7", "1::,[1::]:7",
        "1:0:0:2:0:0:0:3,[1:0:0:2::3]:7", "1:0:0:2:3:0:0:4,[1::2:3:0:0:4]:7", "1:0:2:3:4:5:6:7,[1:0:2:3:4:5:6:7]:7",
        "1:2:3:4:5:6:0:0,[1:2:3:4:5:6::]:7", "ABCD::EF01,[abcd::ef01]:7", "::ffff:192.0.2.1,192.0.2.1:7",
        "192.0.2.1,192.0.2.1:7", "fe80::1%5,[fe80::1%5]:7"})
    void sourcesArePrintedShort(String source, String text) {
        assertEquals(text, Endpoints.sanitise("x", InetAddress.ofLiteral(source), 7));
    }

    @Test
    void mappedAddressesOfASocketArePlain() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
        assertEquals("10.0.0.1", Endpoints.text(InetAddress.getByAddress(mapped)));
    }

    @Test
    void hostAndPort() {
        assertEquals(Optional.of(new Endpoints.HostPort("::1", 80)), Endpoints.parse("[::1]:80"));
        assertEquals("[::1]:80", new Endpoints.HostPort("::1", 80).toString());
        assertThrows(IllegalArgumentException.class, () -> new Endpoints.HostPort("h", 0));
    }
}
