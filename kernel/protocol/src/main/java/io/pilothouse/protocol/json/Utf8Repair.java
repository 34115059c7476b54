package io.pilothouse.protocol.json;

import java.util.Arrays;

/** Makes bytes UTF-8 the way Go does it: each byte that is not part of a character becomes U+FFFD. */
final class Utf8Repair {
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
}
