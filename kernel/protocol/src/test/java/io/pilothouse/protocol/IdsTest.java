package io.pilothouse.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @Test
    void numbersHaveTheirRange() {
        assertEquals(4_294_967_295L, NodeId.of(4_294_967_295L).value());
        assertThrows(IllegalArgumentException.class, () -> NodeId.of(-1));
        assertThrows(IllegalArgumentException.class, () -> NodeId.of(4_294_967_296L));
        assertThrows(IllegalArgumentException.class, () -> BeaconId.of(4_294_967_296L));
        assertThrows(IllegalArgumentException.class, () -> NetworkId.of(65_536));
        assertEquals("4294967295", new BeaconId(-1).toString());
        assertTrue(NodeId.of(4_000_000_000L).compareTo(NodeId.of(1)) > 0);
        assertTrue(BeaconId.of(4_000_000_000L).compareTo(BeaconId.of(1)) > 0);
    }

    @ParameterizedTest
    @CsvSource({"0,1,0:0000.0000.0001", "163,15896836,163:00A3.00F2.9104", "65535,4294967295,65535:FFFF.FFFF.FFFF"})
    void addresses(int network, long node, String text) {
        NodeAddress address = new NodeAddress(NetworkId.of(network), NodeId.of(node));
        assertEquals(text, address.toString());
        assertEquals(Optional.of(address), NodeAddress.parse(text));
        assertEquals(Optional.of(address), NodeAddress.parse(text.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1:0000.0000.0001", "0:0000.0000.001", "0:0000.0000.00001", "00:0000.0000.0001",
        "0:0000:0000.0001", "0:0000.0000.000g", "x:0000.0000.0001", "65536:0000.0000.0001", "-0:0000.0000.0001",
        "0:0000.0000.0001:80"})
    void addressesThatAreNone(String text) {
        assertEquals(Optional.empty(), NodeAddress.parse(text));
    }

    @Property
    void everyAddressComesBack(@ForAll @IntRange(max = 65535) int network, @ForAll int node) {
        NodeAddress address = new NodeAddress(NetworkId.of(network), new NodeId(node));
        assertEquals(Optional.of(address), NodeAddress.parse(address.toString()));
    }

    @Property
    void everyKeyComesBack(@ForAll @Size(32) byte[] bytes) {
        PublicKey key = PublicKey.of(bytes);
        assertArrayEquals(bytes, key.bytes());
        assertEquals(key, PublicKey.parse(key.base64()));
        assertEquals(key, PublicKey.parse(key.base64().substring(0, 20) + "\r\n" + key.base64().substring(20)));
    }

    /** Texts and positions as R1 prints them. */
    @ParameterizedTest
    @CsvSource({"AAAA,invalid public key size: 3", "'',invalid public key size: 0",
        "AAA,decode public key: illegal base64 data at input byte 0",
        "AAAAA,decode public key: illegal base64 data at input byte 4",
        "!AAA,decode public key: illegal base64 data at input byte 0",
        "AA!A,decode public key: illegal base64 data at input byte 2",
        "AAAA=AAA,decode public key: illegal base64 data at input byte 4",
        "AA=A,decode public key: illegal base64 data at input byte 2",
        "AA==A,decode public key: illegal base64 data at input byte 4"})
    void keysThatAreNone(String base64, String text) {
        assertEquals(text,
                assertThrows(IllegalArgumentException.class, () -> PublicKey.parse(base64)).getMessage());
    }

    @Test
    void unusedTrailingBitsDoNotCount() {
        assertArrayEquals(WireBase64.decode("AQ=="), WireBase64.decode("AR=="));
        assertArrayEquals(new byte[]{1, 2}, WireBase64.decode("AQ\nI=\r\n"));
    }

    @Property
    void base64ComesBack(@ForAll byte[] bytes) {
        assertArrayEquals(bytes, WireBase64.decode(WireBase64.encode(bytes)));
    }

    @Test
    void quoting() {
        assertEquals("\"a\\\"\\\\\\n\\r\\t\\a\\b\\f\\v\\x01\\x7fé漢\\u0085\\u00a0\uD83D\uDE00\"",
                Quoted.text("a\"\\\n\r\t\u0007\b\f\u000b\u0001\u007fé漢\u0085\u00a0\uD83D\uDE00"));
    }

    @Test
    void wordsOfTheProtocol() {
        assertEquals(Optional.of(Role.OWNER), Role.parse("owner"));
        assertEquals(Optional.empty(), Role.parse("Owner"));
        assertEquals("member", Role.MEMBER.toString());
        assertEquals(Optional.of(JoinRule.INVITE), JoinRule.parse("invite_only"));
        assertEquals("invite", JoinRule.INVITE.toString());
        assertEquals(Optional.empty(), JoinRule.parse(""));
    }
}
