package io.pilothouse.protocol;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Overlay address: 16 bits of network, 32 bits of node; text {@code N:NNNN.HHHH.LLLL} ({@code wire.md} 5).
 *
 * @param network the network part
 * @param node the node part
 */
public record NodeAddress(NetworkId network, NodeId node) {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** The backbone address of a node. */
    public static NodeAddress backbone(NodeId node) {
        return new NodeAddress(NetworkId.BACKBONE, node);
    }

    /** Reads the text form; lower case hexadecimal digits are fine, but both network parts must agree. */
    public static Optional<NodeAddress> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon > 5 || text.length() != colon + 15 || text.charAt(colon + 5) != '.'
                || text.charAt(colon + 10) != '.') {
            return Optional.empty();
        }
        try {
            String decimal = text.substring(0, colon);
            int network = Integer.parseInt(decimal);
            int repeated = HexFormat.fromHexDigits(text, colon + 1, colon + 5);
            int high = HexFormat.fromHexDigits(text, colon + 6, colon + 10);
            int low = HexFormat.fromHexDigits(text, colon + 11, colon + 15);
            if (network != repeated || !decimal.equals(Integer.toString(network))) {
                return Optional.empty();
            }
            return Optional.of(new NodeAddress(NetworkId.of(network), new NodeId(high << 16 | low)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        // By hand, because a list of nodes has one in each entry.
        String decimal = Integer.toString(network.value());
        int at = decimal.length();
        byte[] text = new byte[at + 15];
        for (int i = 0; i < at; i++) {
            text[i] = (byte) decimal.charAt(i);
        }
        text[at] = ':';
        hex(text, at + 1, network.value());
        text[at + 5] = '.';
        hex(text, at + 6, node.bits() >>> 16);
        text[at + 10] = '.';
        hex(text, at + 11, node.bits());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void hex(byte[] text, int at, int number) {
        for (int i = 0; i < 4; i++) {
            text[at + i] = HEX[number >> 12 - 4 * i & 0xF];
        }
    }
}
