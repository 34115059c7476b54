package io.pilothouse.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing bytes with the spelling of JSON's scalars. Not thread-safe. */
final class Utf8Buffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL = 512;
    private static final int UNUSUAL = 1 << 16;

    private byte[] bytes;
    private int length;
    private JsonWriter.Overflow overflow;

    Utf8Buffer(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** Forgets what was written, and the memory of an unusually large message; {@code overflow} may be null. */
    void reset(JsonWriter.Overflow next) {
        overflow = next;
        if (bytes.length > UNUSUAL) {
            bytes = new byte[USUAL];
        }
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void digits(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
            return;
        }
        int size = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            size++;
        }
        room(size);
        long rest = value;
        for (int i = length + size - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += size;
    }

    /** A name of plain characters, with a comma before it if need be. */
    @SuppressWarnings("deprecation") // As ascii().
    void name(boolean comma, String name) {
        int size = name.length();
        room(size + 4);
        byte[] target = bytes;
        int at = length;
        if (comma) {
            target[at++] = ',';
        }
        target[at++] = '"';
        name.getBytes(0, size, target, at);
        at += size;
        target[at++] = '"';
        target[at++] = ':';
        length = at;
    }

    @SuppressWarnings("deprecation") // The one call that copies Latin-1 bytes without a charset encoder.
    void ascii(String text) {
        int size = text.length();
        room(size);
        text.getBytes(0, size, bytes, length);
        length += size;
    }

    void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void string(String text) {
        int size = text.length();
        room(size + 2);
        // Locals: the compiler keeps them in registers, and most texts are plain to their end.
        byte[] target = bytes;
        int at = length;
        target[at++] = '"';
        int plain = 0;
        while (plain < size) {
            char symbol = text.charAt(plain);
            if (symbol < ' ' || symbol >= 0x7F || symbol == '"' || symbol == '\\') {
                break;
            }
            target[at++] = (byte) symbol;
            plain++;
        }
        length = at;
        if (plain < size) {
            escaped(text, plain);
        }
        raw('"');
    }

    private void escaped(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char symbol = text.charAt(i);
            room(6);
            if (symbol == '"' || symbol == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = (byte) symbol;
            } else if (symbol < ' ' || symbol == 0x2028 || symbol == 0x2029) {
                control(symbol);
            } else if (symbol < 0x80) {
                bytes[length++] = (byte) symbol;
            } else {
                int point = text.codePointAt(i);
                if (Character.isSupplementaryCodePoint(point)) {
                    i++;
                }
                utf8(Character.isSurrogate((char) point) && point < 0x10000 ? 0xFFFD : point);
            }
        }
    }

    private void control(char symbol) {
        switch (symbol) {
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            default -> {
                ascii("\\u");
                room(4);
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[length++] = HEX[symbol >> shift & 0xF];
                }
            }
        }
    }

    private void utf8(int point) {
        room(4);
        if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xE0 | point >> 12);
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        } else {
            bytes[length++] = (byte) (0xF0 | point >> 18);
            bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
    }

    void raw(int symbol) {
        room(1);
        bytes[length++] = (byte) symbol;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        if (overflow != null && length > 0 && length + more > UNUSUAL) {
            overflow.take(bytes, length);
            length = 0;
        }
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(doubled(), length + more));
        }
    }

    /** With an overflow the memory stays of a size that is kept. */
    private int doubled() {
        return overflow == null ? bytes.length * 2 : Math.min(bytes.length * 2, UNUSUAL);
    }
}
