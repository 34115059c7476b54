package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.nio.ByteBuffer;

/** Memory that an event loop uses again for every message. Threads: its own. */
final class Workbench {
    /** Longer messages get memory of their own, so that one of them does not stay for ever. */
    private static final int KEPT = 1 << 16;
    private static final FastThreadLocal<Workbench> MINE = new FastThreadLocal<>() {
        @Override
        protected Workbench initialValue() {
            return new Workbench();
        }
    };

    private final JsonWriter writer = new JsonWriter();
    private final Pages pages = new Pages();
    private byte[] scratch = new byte[2048];

    private Workbench() {}

    /** The calling thread's. */
    static Workbench mine() {
        return MINE.get();
    }

    /** An empty writer. */
    JsonWriter writer() {
        return writer.reset();
    }

    /** Where a large reply goes. */
    Pages pages() {
        return pages;
    }

    /** Takes bytes that form one JSON object off the front. */
    JsonObject object(ByteBuf in, int length) throws MalformedJsonException {
        return JsonReader.object(copy(in, length), 0, length);
    }

    /** Takes bytes off the front; valid until the next message. */
    ByteBuffer bytes(ByteBuf in, int length) {
        return ByteBuffer.wrap(copy(in, length), 0, length);
    }

    private byte[] copy(ByteBuf in, int length) {
        if (length > scratch.length && length <= KEPT) {
            scratch = new byte[KEPT];
        }
        byte[] target = length <= scratch.length ? scratch : new byte[length];
        in.readBytes(target, 0, length);
        return target;
    }
}
