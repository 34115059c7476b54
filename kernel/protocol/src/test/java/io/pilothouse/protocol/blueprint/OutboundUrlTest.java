package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a registry may be told to connect. */
class OutboundUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/hook", "https://localhost", "HTTPS://Example.NET/a?b#c",
        "http://[::1]:80/", "http://10.1.2.3", "http://does-not-resolve.invalid/", "http://user:pw@host/",
        "http://a_b.example:65535/", "http://169.255.0.1/", "http://[fd00::1]/", "http://host:/", "http://2130706433/"})
    void fine(String url) {
        assertEquals(Optional.empty(), OutboundUrl.problem(url, OutboundUrl.WEB));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ftp://x|URL must use http or https scheme, got \"ftp\"",
        "x|URL must use http or https scheme, got \"\"", "//x/y|URL must use http or https scheme, got \"\"",
        "http:x|URL must have a host", "http://|URL must have a host", "http:///x|URL must have a host",
        "http://:80/|URL must have a host", "http://user@/|URL must have a host", "http://?x|URL must have a host",
        "http://169.254.169.254/latest|URL cannot target link-local address 169.254.169.254",
        "http://x@169.254.0.1:80|URL cannot target link-local address 169.254.0.1",
        "http://2852039166/|URL cannot target link-local address 2852039166",
        "http://0xA9.0xFE.1.1/|URL cannot target link-local address 0xA9.0xFE.1.1",
        "http://0251.0376.1.1/|URL cannot target link-local address 0251.0376.1.1",
        "http://169.254.1/|URL cannot target link-local address 169.254.1",
        "http://169.254.1.1./|URL cannot target link-local address 169.254.1.1.",
        "http://[fe80::1%25eth0]/|URL cannot target link-local address fe80::1",
        "http://[::ffff:169.254.169.254]/|URL cannot target link-local address ::ffff:169.254.169.254",
        "http://[::169.254.169.254]/|URL cannot target link-local address ::169.254.169.254",
        "http://[64:ff9b::a9fe:a9fe]/|URL cannot target link-local address 64:ff9b::a9fe:a9fe",
        "http://[ff02::1]/|URL cannot target link-local address ff02::1",
        "http://224.0.0.1/|URL cannot target link-local address 224.0.0.1",
        "http://Metadata.Google.Internal/|URL cannot target cloud metadata endpoint metadata.google.internal",
        "http://metadata.azure.com./x|URL cannot target cloud metadata endpoint metadata.azure.com",
        "http://ec2.internal:80|URL cannot target cloud metadata endpoint ec2.internal",
        "http://a b/|invalid URL: it contains a space or control character",
        "http://169%2e254.1.1/|URL has an invalid host \"169%2e254.1.1\"",
        "http://169。254。1。1/|URL has an invalid host \"169。254。1。1\"",
        "http://[::1/|URL has an invalid host \"[::1\"", "http://[1]/|URL has an invalid host \"[1]\"",
        "http://x:0/|URL has an invalid port \":0\" (must be 1-65535)",
        "http://x:65536/|URL has an invalid port \":65536\" (must be 1-65535)",
        "http://x:99999999999/|URL has an invalid port \":99999999999\" (must be 1-65535)",
        "http://169.254.1.1\\@good.example/|URL cannot target link-local address 169.254.1.1"})
    void refused(String url, String problem) {
        assertEquals(Optional.of(problem), OutboundUrl.problem(url, OutboundUrl.WEB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:514", "log.example.net:6514", "[::1]:514", "tcp://log:514", "udp://log:514",
        "tls://log:6514", "syslog+tls://log:6514", "https://log.example.net/cef", "http://log", "tcp://[::1]:514"})
    void syslogTargets(String endpoint) {
        assertEquals(Optional.empty(), OutboundUrl.syslogProblem(endpoint));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"log|endpoint must be host:port or a URL, got \"log\"",
        "log:514/x|endpoint must be host:port or a URL, got \"log:514/x\"",
        "tcp://log|'URL must have a port, for example \"tcp://log:514\"'",
        "syslog+tls://[::1]|'URL must have a port, for example \"syslog+tls://[::1]:514\"'",
        "udp://log:|'URL must have a port, for example \"udp://log:514\"'",
        "log:0|URL has an invalid port \":0\" (must be 1-65535)",
        "169.254.1.1:514|URL cannot target link-local address 169.254.1.1",
        "ftp://log|'URL must use http, https, tcp, udp, tls, syslog+tcp, syslog+udp or syslog+tls scheme, got \"ftp\"'"})
    void noSyslogTargets(String endpoint, String problem) {
        assertEquals(Optional.of(problem), OutboundUrl.syslogProblem(endpoint));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"https://u:p@host:1/p?q#f|https://host:1/p", "host:514|host:514",
        "https://a@b@host/@x|https://host/@x", "https://host?x=y@z|https://host", "''|''"})
    void credentialsAreCut(String url, String shown) {
        assertEquals(shown, OutboundUrl.withoutCredentials(url));
    }
}
