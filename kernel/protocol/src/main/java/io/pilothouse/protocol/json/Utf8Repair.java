package io.pilothouse.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes text well-formed the way Go does it: each byte and each surrogate that is no part of a character is U+FFFD. */
final class Utf8Repair {
    private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);
    private static final int ESCAPE = REPLACEMENT.length;

    private Utf8Repair() {}

    /** The same array when the range is UTF-8 already, otherwise a repaired copy of the range. */
    static byte[] repaired(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int size = characterLength(bytes, at, end);
            if (size == 0) {
                return repair(bytes, offset, end, at);
            }
            at += size;
        }
        return bytes;
    }

    private static byte[] repair(byte[] bytes, int offset, int end, int firstBad) {
        byte[] repaired = new byte[(firstBad - offset) + 3 * (end - firstBad)];
        int length = firstBad - offset;
        System.arraycopy(bytes, offset, repaired, 0, length);
        int at = firstBad;
        while (at < end) {
            int size = characterLength(bytes, at, end);
            if (size == 0) {
                repaired[length++] = (byte) 0xEF;
                repaired[length++] = (byte) 0xBF;
                repaired[length++] = (byte) 0xBD;
                at++;
            } else {
                System.arraycopy(bytes, at, repaired, length, size);
                length += size;
                at += size;
            }
        }
        return Arrays.copyOf(repaired, length);
    }

    /** Bytes of the character at a position, 0 when there is none (RFC 3629, 4). */
    private static int characterLength(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first >= 0) {
            return 1;
        }
        int lead = first & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (end - at < size) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    /** A copy in which lone surrogate escapes are escapes of U+FFFD; an empty array when there are none. */
    static byte[] withoutLoneSurrogates(byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        boolean changed = false;
        int at = 0;
        while (at < length - 1) {
            if (copy[at] != '\\') {
                at++;
                continue;
            }
            int unit = escape(copy, at);
            if (unit >= 0xD800 && unit < 0xDC00 && (escape(copy, at + ESCAPE) & 0xFC00) == 0xDC00) {
                at += 2 * ESCAPE;
            } else if (unit >= 0xD800 && unit < 0xE000) {
                System.arraycopy(REPLACEMENT, 0, copy, at, ESCAPE);
                changed = true;
                at += ESCAPE;
            } else {
                at += 2;
            }
        }
        return changed ? copy : new byte[0];
    }

    /** The code unit of the escape at a position, or 0. */
    private static int escape(byte[] bytes, int at) {
        if (at + ESCAPE > bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return 0;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return 0;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
