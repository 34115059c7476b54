package io.pilothouse.kernel.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Who is reached without the proxy. Loopback always is: to a proxy it would be the proxy's own computer.
 *
 * @param names in lower case; a name stands for itself and all names below it
 * @param ranges addresses
 */
record DirectHosts(List<String> names, List<Range> ranges) {
    private static final String LOOPBACK = "localhost";

    DirectHosts {
        names = List.copyOf(names);
        ranges = List.copyOf(ranges);
    }

    /** Addresses that begin with the same bits. */
    record Range(InetAddress first, int bits) {
        boolean holds(InetAddress address) {
            byte[] ours = first.getAddress();
            byte[] theirs = address.getAddress();
            int whole = bits / 8;
            int rest = bits % 8;
            return ours.length == theirs.length && Arrays.equals(ours, 0, whole, theirs, 0, whole)
                    && (rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xFF) >> (8 - rest) == 0);
        }
    }

    /**
     * Reads a list with commas between its entries.
     *
     * @throws IllegalArgumentException names the entry that is none
     */
    static DirectHosts of(String list) {
        List<String> names = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (String entry : list.split(",")) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                continue;
            }
            // As in host names of URLs, what ends in a number is never a name.
            if (text.indexOf(':') >= 0 || text.indexOf('/') >= 0 || CheckedAddresses.literal(text)) {
                ranges.add(range(text));
            } else if (text.matches("\\.?[a-z0-9_-]+(\\.[a-z0-9_-]+)*")) {
                names.add(text.startsWith(".") ? text.substring(1) : text);
            } else {
                throw noEntry(text, null);
            }
        }
        return new DirectHosts(names, ranges);
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).replaceFirst("^\\[(.*)]$", "$1");
        // In fewer numbers, or with zeros before them, others read other addresses.
        if (address.indexOf(':') < 0 && !address.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
            throw noEntry(text, null);
        }
        try {
            InetAddress first = InetAddress.ofLiteral(address);
            int most = first.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= most && address.indexOf('%') < 0) {
                return new Range(first, bits);
            }
        } catch (IllegalArgumentException malformed) {
            throw noEntry(text, malformed);
        }
        throw noEntry(text, null);
    }

    private static IllegalArgumentException noEntry(String text, Exception cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no name such as example.net (which stands for all names"
                        + " below it too), no address and no range such as 10.0.0.0/8 or fd00::/8",
                cause);
    }

    /** Whether a host as it stands in a URL is reached directly, whatever its addresses are. */
    boolean named(String host) {
        String plain = plain(host);
        return within(plain, LOOPBACK) || names.stream().anyMatch(name -> within(plain, name));
    }

    /** Whether an address is, under any name. */
    boolean holds(InetAddress address) {
        return address.isLoopbackAddress() || ranges.stream().anyMatch(range -> range.holds(address));
    }

    static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
    }

    private static boolean within(String host, String name) {
        return host.equals(name) || host.endsWith("." + name);
    }
}
