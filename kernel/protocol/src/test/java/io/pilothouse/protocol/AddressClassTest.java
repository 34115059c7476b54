package io.pilothouse.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One rule for every way to write an address. */
class AddressClassTest {
    private static AddressClass of(String literal) {
        return AddressClass.of(literal.indexOf(':') >= 0
                ? InetAddress.ofLiteral(literal)
                : Inet4Address.ofPosixLiteral(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "134744072", "0x08080808", "010.8.8.8", "8.8.2056", "9.255.255.255",
        "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255", "198.17.255.255",
        "198.20.0.0", "2606:4700:4700::1111", "::ffff:8.8.8.8", "2a00::1"})
    void publicOnes(String literal) {
        assertEquals(new AddressClass(AddressClass.Reach.PUBLIC, "public"), of(literal));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,loopback", "127.1,loopback", "2130706433,loopback", "0x7f000001,loopback",
        "0x7f.1,loopback", "0177.0.0.1,loopback", "017700000001,loopback", "127.255.255.255,loopback",
        "10.0.0.1,private", "10.1,private", "0xa000001,private", "012.0.0.1,private", "172.16.0.1,private",
        "172.31.255.255,private", "192.168.1.1,private", "192.168.257,private", "3232235777,private",
        "198.18.0.1,private", "::1,loopback", "0:0:0:0:0:0:0:1,loopback", "::ffff:127.0.0.1,loopback",
        "::ffff:7f00:1,loopback", "::127.0.0.1,loopback", "::ffff:10.0.0.1,private", "::10.0.0.1,private",
        "fc00::1,private", "fd12:3456::1,private", "fec0::1,private"})
    void ownNetworks(String literal, String name) {
        assertEquals(new AddressClass(AddressClass.Reach.PRIVATE, name), of(literal));
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254,link-local", "2852039166,link-local", "0xA9FEA9FE,link-local",
        "0251.0376.0251.0376,link-local", "025177524776,link-local", "169.254.43518,link-local",
        "169.16689662,link-local", "0xa9.254.0251.254,link-local", "169.254.0.0,link-local",
        "169.254.255.255,link-local", "::ffff:169.254.169.254,link-local", "::ffff:a9fe:a9fe,link-local",
        "::169.254.169.254,link-local", "64:ff9b::a9fe:a9fe,link-local", "64:ff9b::169.254.169.254,link-local",
        "2002:a9fe:a9fe::1,link-local", "fe80::1,link-local", "febf::1,link-local", "ff02::1,link-local",
        "ff12::1,link-local", "224.0.0.1,link-local", "224.0.1.1,multicast", "239.255.255.255,multicast",
        "ff05::1,multicast", "ff0e::1,multicast", "::ffff:239.1.1.1,multicast", "240.0.0.1,reserved",
        "255.255.255.255,reserved", "4294967295,reserved", "0xffffffff,reserved", "0,unspecified",
        "0.0.0.0,unspecified", "0.1.2.3,unspecified", "::,unspecified", "::ffff:0.0.0.0,unspecified",
        "100.64.0.1,carrier-grade NAT", "100.127.255.255,carrier-grade NAT", "0x64400001,carrier-grade NAT",
        "::ffff:100.64.0.1,carrier-grade NAT", "100.100.100.200,cloud metadata", "168.63.129.16,cloud metadata",
        "192.0.0.192,cloud metadata", "fd00:ec2::254,cloud metadata", "fd20:ce::254,cloud metadata",
        "192.0.0.1,reserved", "192.88.99.1,reserved", "64:ff9b::8.8.8.8,NAT64", "64:ff9b::10.0.0.1,NAT64",
        "64:ff9b:1::1,NAT64", "::ffff:0:8.8.8.8,NAT64", "2002:808:808::1,6to4", "2002:a00:1::1,6to4",
        "2001::1,Teredo", "100::1,reserved", "2001:db8::1,reserved", "::8.8.8.8,IPv4-compatible"})
    void neverOnes(String literal, String name) {
        assertEquals(new AddressClass(AddressClass.Reach.REFUSED, name), of(literal));
    }

    /** Java makes four bytes of a mapped address, unless it is made like this. */
    @Test
    void mappedAddressesThatStaySo() throws UnknownHostException {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, 1, 1};
        assertEquals("link-local", AddressClass.of(Inet6Address.getByAddress("x", bytes, 3)).name());
    }

    @Test
    void namesOfMetadataServices() {
        assertTrue(AddressClass.metadataName("Metadata.Google.Internal."));
        assertTrue(AddressClass.metadataName("instance-data"));
        assertFalse(AddressClass.metadataName("metadata.example.net"));
    }
}
