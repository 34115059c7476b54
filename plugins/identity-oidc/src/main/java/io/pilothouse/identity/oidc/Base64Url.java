package io.pilothouse.identity.oidc;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 in the alphabet for URLs, without padding, strictly: there is one text for each value, so nobody can change a token
 * and keep what it says. Threads: any.
 */
final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int[] VALUES = new int[128];

    static {
        Arrays.fill(VALUES, -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = i;
        }
    }

    private Base64Url() {}

    /** A text is none; the message has the words of R1, whose clients may know them. */
    static final class Illegal extends Exception {
        private static final long serialVersionUID = 1L;

        Illegal(int position) {
            super("illegal base64 data at input byte " + position, null, false, false);
        }
    }

    static byte[] decode(String text) throws Illegal {
        int length = text.length();
        int value = 0;
        for (int i = 0; i < length; i++) {
            char each = text.charAt(i);
            value = each < VALUES.length ? VALUES[each] : -1;
            if (value < 0) {
                throw new Illegal(i);
            }
        }
        int unused = switch (length % 4) {
            case 0 -> 0;
            case 2 -> 0b1111;
            case 3 -> 0b11;
            default -> throw new Illegal(length - 1);
        };
        if ((value & unused) != 0) {
            throw new Illegal(length - 1);
        }
        return Base64.getUrlDecoder().decode(text);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
