package io.pilothouse.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds one binary frame; the length in front is filled in at the end. Not thread-safe. */
final class FrameWriter {
    private byte[] buffer = new byte[128];
    private int length = Frames.PREFIX;

    FrameWriter(int type) {
        u8(type);
    }

    FrameWriter u8(int value) {
        room(1);
        buffer[length++] = (byte) value;
        return this;
    }

    FrameWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    FrameWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    FrameWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    FrameWriter bytes(byte[] value) {
        return bytes(value, value.length);
    }

    /** A length of one byte and as much of the text. */
    FrameWriter shortText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int size = cut(utf8, 0xFF);
        return u8(size).bytes(utf8, size);
    }

    /** A length of two bytes and as much of the text. */
    FrameWriter longText(String text, int longest) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int size = cut(utf8, longest);
        return u16(size).bytes(utf8, size);
    }

    /** The whole frame. */
    byte[] frame() {
        byte[] frame = Arrays.copyOf(buffer, length);
        int size = length - Frames.PREFIX;
        frame[0] = (byte) (size >>> 24);
        frame[1] = (byte) (size >>> 16);
        frame[2] = (byte) (size >>> 8);
        frame[3] = (byte) size;
        return frame;
    }

    /** How many bytes fit, whole characters only. */
    private static int cut(byte[] utf8, int longest) {
        int size = Math.min(utf8.length, longest);
        while (size > 0 && size < utf8.length && (utf8[size] & 0xC0) == 0x80) {
            size--;
        }
        return size;
    }

    private FrameWriter bytes(byte[] value, int size) {
        room(size);
        System.arraycopy(value, 0, buffer, length, size);
        length += size;
        return this;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
