package io.pilothouse.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of both modes, as bytes. */
final class Frame {
    /** What a binary connection begins with: the magic and version 1. */
    static final byte[] PREAMBLE = {'P', 'I', 'L', 'T', 1};
    static final int HEARTBEAT = 0x01;
    static final int LOOKUP = 0x02;
    static final int RESOLVE = 0x03;

    private Frame() {}

    /** A JSON frame. */
    static byte[] json(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    /** A binary frame of a type with 32-bit numbers and then a signature or nothing. */
    static byte[] binary(int type, byte[] signature, long... numbers) {
        int length = 1 + numbers.length * 4 + signature.length;
        ByteBuffer buffer = ByteBuffer.allocate(4 + length).putInt(length).put((byte) type);
        for (long number : numbers) {
            buffer.putInt((int) number);
        }
        return buffer.put(signature).array();
    }
}
