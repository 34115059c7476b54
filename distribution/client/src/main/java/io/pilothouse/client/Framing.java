package io.pilothouse.client;

import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.BinaryCodec;
import io.pilothouse.protocol.wire.Frames;
import io.pilothouse.protocol.wire.JsonMessages;
import io.pilothouse.protocol.wire.MalformedFrameException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The two forms of the protocol ({@code wire.md} 3 and 7). */
enum Framing {
    JSON {
        @Override
        byte[] preamble() {
            return new byte[0];
        }

        @Override
        byte[] frame(Request request) {
            return Frames.json(message(request));
        }

        @Override
        Answer answer(byte[] body) {
            return json(body, 0);
        }
    },
    BINARY {
        @Override
        byte[] preamble() {
            return ByteBuffer.allocate(5).putInt(Frames.MAGIC).put((byte) Frames.VERSION).array();
        }

        @Override
        byte[] frame(Request request) {
            return BinaryCodec.request(request).orElseGet(() -> BinaryCodec.json(message(request).bytes()));
        }

        @Override
        Answer answer(byte[] body) {
            int type = Byte.toUnsignedInt(body[0]);
            ByteBuffer payload = ByteBuffer.wrap(body, 1, body.length - 1);
            try {
                return switch (type) {
                    case Frames.JSON -> json(body, 1);
                    case Frames.ERROR -> new Answer.Failure(BinaryCodec.error(payload));
                    default -> new Answer.Native(BinaryCodec.reply(type, payload));
                };
            } catch (MalformedFrameException malformed) {
                throw new UnexpectedReplyException("the registry sent a malformed frame: " + malformed.getMessage(),
                        malformed);
            }
        }
    };

    /** What opens a connection. */
    abstract byte[] preamble();

    abstract byte[] frame(Request request);

    abstract Answer answer(byte[] body);

    /**
     * Reads one frame; blocks until it is there. Memory grows with what arrives, not with what is announced.
     *
     * @throws UnexpectedReplyException if it is no frame
     */
    Answer read(InputStream in) throws IOException {
        byte[] prefix = in.readNBytes(Frames.PREFIX);
        if (prefix.length < Frames.PREFIX) {
            throw new EOFException("the registry closed the connection");
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
        if (length == 0 || length > Frames.CAP_R2) {
            throw new UnexpectedReplyException("the peer announced a frame of " + length + " bytes, possible are 1 … "
                    + Frames.CAP_R2 + "; is it a registry, and the same form (plain or TLS)?", null);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("the registry closed the connection within a reply");
        }
        return answer(body);
    }

    private static JsonWriter message(Request request) {
        JsonWriter out = new JsonWriter();
        JsonMessages.write(request, out);
        return out;
    }

    private static Answer json(byte[] body, int offset) {
        try {
            return new Answer.Message(JsonReader.object(body, offset, body.length - offset));
        } catch (MalformedJsonException malformed) {
            throw new UnexpectedReplyException("the registry sent malformed JSON: " + malformed.getMessage(),
                    malformed);
        }
    }
}
