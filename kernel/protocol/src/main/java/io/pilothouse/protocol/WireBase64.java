package io.pilothouse.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 as the protocol reads it ({@code wire.md} 3.1): standard alphabet, padding required, CR and LF skipped, unused
 * trailing bits ignored. Error texts carry the position that R1 names.
 */
public final class WireBase64 {
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private WireBase64() {}

    /** The wire form of bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads the wire form.
     *
     * @throws IllegalArgumentException {@code illegal base64 data at input byte <n>}
     */
    public static byte[] decode(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[source.length / 4 * 3 + 3];
        int read = 0;
        int written = 0;
        while (read < source.length) {
            int quantum = 0;
            int digits = 0;
            while (digits < 4) {
                if (read == source.length) {
                    if (digits == 0) {
                        return Arrays.copyOf(target, written);
                    }
                    throw illegal(read - digits);
                }
                int symbol = source[read++] & 0xFF;
                int value = VALUES[symbol];
                if (value >= 0) {
                    quantum |= value << (18 - 6 * digits);
                    digits++;
                } else if (symbol == '=') {
                    endOfPadding(source, read, digits);
                    target[written] = (byte) (quantum >> 16);
                    target[written + 1] = (byte) (quantum >> 8);
                    return Arrays.copyOf(target, written + digits - 1);
                } else if (!newline(symbol)) {
                    throw illegal(read - 1);
                }
            }
            target[written++] = (byte) (quantum >> 16);
            target[written++] = (byte) (quantum >> 8);
            target[written++] = (byte) quantum;
        }
        return Arrays.copyOf(target, written);
    }

    private static void endOfPadding(byte[] source, int afterFirst, int digits) {
        int read = afterFirst;
        if (digits < 2) {
            throw illegal(read - 1);
        }
        if (digits == 2) {
            while (read < source.length && newline(source[read])) {
                read++;
            }
            if (read == source.length) {
                throw illegal(source.length);
            }
            if (source[read] != '=') {
                throw illegal(read - 1);
            }
            read++;
        }
        while (read < source.length && newline(source[read])) {
            read++;
        }
        if (read < source.length) {
            throw illegal(read);
        }
    }

    private static boolean newline(int symbol) {
        return symbol == '\n' || symbol == '\r';
    }

    private static IllegalArgumentException illegal(int position) {
        return new IllegalArgumentException("illegal base64 data at input byte " + position);
    }
}
