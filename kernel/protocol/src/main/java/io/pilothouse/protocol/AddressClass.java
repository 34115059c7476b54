package io.pilothouse.protocol;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an address means to a registry that is told to connect to it: the one rule for URLs in commands and blueprints and for
 * the connections themselves ({@code commands-enterprise.md} 18, outbound URL checks). An address that carries another one
 * inside (IPv4 in the forms of IPv6) is what it carries.
 *
 * @param reach whether it may be connected to
 * @param name what it is in words, for example {@code link-local}
 */
public record AddressClass(Reach reach, String name) {
    /** Whether an address may be connected to. */
    public enum Reach {
        /** Somewhere in the Internet. */
        PUBLIC,
        /** Loopback and private networks: the operator decides. */
        PRIVATE,
        /** Never: it leads to the host's own secrets, to many at once, or around this rule. */
        REFUSED
    }

    private static final AddressClass PUBLIC = new AddressClass(Reach.PUBLIC, "public");
    private static final AddressClass METADATA = refused("cloud metadata");

    private static final Set<String> METADATA_NAMES = Set.of("metadata.google.internal", "metadata.google.com",
            "metadata.goog", "ec2.internal", "instance-data", "instance-data.ec2.internal",
            "instance-data-service.ec2.internal", "metadata.azure.com", "metadata.azure.internal");

    /** A range by its first bytes. */
    private record Range(byte[] prefix, int bits, AddressClass is) {
        boolean holds(byte[] address) {
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0);
        }
    }

    // The first that fits counts.
    private static final List<Range> IPV4 = List.of(
            range("168.63.129.16", 32, METADATA), range("100.100.100.200", 32, METADATA),
            range("192.0.0.192", 32, METADATA),
            range("0.0.0.0", 8, refused("unspecified")), range("10.0.0.0", 8, own("private")),
            range("100.64.0.0", 10, refused("carrier-grade NAT")), range("127.0.0.0", 8, own("loopback")),
            range("169.254.0.0", 16, refused("link-local")), range("172.16.0.0", 12, own("private")),
            range("192.0.0.0", 24, refused("reserved")), range("192.88.99.0", 24, refused("reserved")),
            range("192.168.0.0", 16, own("private")), range("198.18.0.0", 15, own("private")),
            range("224.0.0.0", 24, refused("link-local")), range("224.0.0.0", 4, refused("multicast")),
            range("240.0.0.0", 4, refused("reserved")));

    private static final List<Range> IPV6 = List.of(
            range("fd00:ec2::254", 128, METADATA), range("fd20:ce::254", 128, METADATA),
            range("::1", 128, own("loopback")), range("::", 128, refused("unspecified")),
            range("100::", 64, refused("reserved")), range("2001::", 32, refused("Teredo")),
            range("2001:db8::", 32, refused("reserved")), range("fc00::", 7, own("private")),
            range("fe80::", 10, refused("link-local")), range("fec0::", 10, own("private")),
            range("ff00::", 8, refused("multicast")));

    /** What the address is. */
    public static AddressClass of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return first(IPV4, bytes);
        }
        // The scope of a multicast address is the low half of its second byte.
        if ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0x0F) == 2) {
            return refused("link-local");
        }
        AddressClass plain = first(IPV6, bytes);
        return plain.reach() == Reach.PUBLIC ? carried(bytes) : plain;
    }

    /** Whether the name is one under which clouds hand out the credentials of a machine; in any case, with or without a last dot. */
    public static boolean metadataName(String host) {
        return METADATA_NAMES.contains(host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", ""));
    }

    /** Addresses with an IPv4 address inside. */
    private static AddressClass carried(byte[] bytes) {
        if (begins(bytes, 12, "::ffff:0:0")) {
            return inside(bytes, 12);
        }
        if (begins(bytes, 12, "::")) {
            // Nobody routes this form any more.
            AddressClass inside = inside(bytes, 12);
            return inside.reach() == Reach.PUBLIC ? refused("IPv4-compatible") : inside;
        }
        if (begins(bytes, 12, "64:ff9b::") || begins(bytes, 12, "::ffff:0:0:0")) {
            return named(inside(bytes, 12), "NAT64");
        }
        if (begins(bytes, 6, "64:ff9b:1::")) {
            // Where the address stands in it depends on the network.
            return refused("NAT64");
        }
        return begins(bytes, 2, "2002::") ? named(inside(bytes, 2), "6to4") : PUBLIC;
    }

    /** Refused in any case, with the name of what is inside where that is refused too. */
    private static AddressClass named(AddressClass inside, String form) {
        return inside.reach() == Reach.REFUSED ? inside : refused(form);
    }

    private static AddressClass inside(byte[] bytes, int from) {
        return first(IPV4, Arrays.copyOfRange(bytes, from, from + 4));
    }

    private static boolean begins(byte[] bytes, int length, String with) {
        return Arrays.equals(bytes, 0, length, sixteen(with), 0, length);
    }

    private static AddressClass first(List<Range> ranges, byte[] address) {
        return ranges.stream().filter(range -> range.holds(address)).map(Range::is).findFirst().orElse(PUBLIC);
    }

    private static Range range(String prefix, int bits, AddressClass is) {
        return new Range(prefix.indexOf(':') < 0 ? InetAddress.ofLiteral(prefix).getAddress() : sixteen(prefix), bits,
                is);
    }

    /** The bytes of a literal; Java makes four of a mapped one. */
    private static byte[] sixteen(String literal) {
        byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }

    private static AddressClass refused(String name) {
        return new AddressClass(Reach.REFUSED, name);
    }

    private static AddressClass own(String name) {
        return new AddressClass(Reach.PRIVATE, name);
    }
}
