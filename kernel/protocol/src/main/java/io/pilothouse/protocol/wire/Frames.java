package io.pilothouse.protocol.wire;

import io.pilothouse.protocol.json.JsonWriter;
import java.nio.ByteBuffer;

/** Numbers of the framing ({@code wire.md} 2, 3 and 7). */
public final class Frames {
    /** First four bytes of a binary connection, {@code PILT}, read as one big-endian number. */
    public static final int MAGIC = 0x50494C54;
    /** The only version of the binary form; the byte behind the magic. */
    public static final int VERSION = 1;
    /** First byte of a TLS connection. */
    public static final int TLS = 0x16;

    /** Bytes of the length in front of every frame. */
    public static final int PREFIX = 4;
    /** Longest message of R0. */
    public static final int CAP_R0 = 65_536;
    /** Longest message of R1, which is also what R1 clients read. */
    public static final int CAP_R1 = 4_194_304;
    /** Longest message of R2. */
    public static final int CAP_R2 = 67_108_864;

    /** Type of a frame that holds a JSON message, both ways. */
    public static final int JSON = 0x00;
    /** Type of a native heartbeat. */
    public static final int HEARTBEAT = 0x01;
    /** Type of a native lookup. */
    public static final int LOOKUP = 0x02;
    /** Type of a native resolve. */
    public static final int RESOLVE = 0x03;
    /** Added to the type of a request in its reply. */
    public static final int REPLY = 0x80;
    /** Type of an error. */
    public static final int ERROR = 0xFF;

    /** Longest text of an error frame, in bytes. */
    public static final int ERROR_TEXT = 65_000;
    /** Most networks or local addresses that R2 clients accept in a reply. */
    public static final int LIST_CAP = 1024;
    /** Bytes of a raw signature. */
    public static final int SIGNATURE = 64;

    private Frames() {}

    /** A JSON frame: the length of the body, then the body. */
    public static byte[] json(JsonWriter body) {
        return ByteBuffer.allocate(PREFIX + body.length()).putInt(body.length())
                .put(body.buffer(), 0, body.length()).array();
    }
}
