package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.pilothouse.kernel.commit.UnknownMessage;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.SubscribeReplication;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.BinaryCodec;
import io.pilothouse.protocol.wire.Frames;
import io.pilothouse.protocol.wire.JsonMessages;
import io.pilothouse.protocol.wire.MalformedFrameException;
import java.util.Optional;

/** A length, a type and a payload ({@code wire.md} 7.2). */
final class BinaryFrames implements Speech {
    private static final int HEADER = Frames.PREFIX + 1;

    private final Port port;

    BinaryFrames(Port port) {
        this.port = port;
    }

    @Override
    public boolean take(Connection connection, ByteBuf in) {
        // The type counts into the length, and R1 reads both before it looks at either.
        if (in.readableBytes() < HEADER) {
            return false;
        }
        long length = in.getUnsignedInt(in.readerIndex());
        if (length == 0 || length > port.settings().frames().requestCap()) {
            port.metrics().malformed(length == 0 ? NetMetrics.Malformed.BINARY : NetMetrics.Malformed.TOO_LONG);
            connection.dismiss(NetMetrics.Closing.MALFORMED);
            return true;
        }
        if (in.readableBytes() < Frames.PREFIX + length) {
            return false;
        }
        in.skipBytes(Frames.PREFIX);
        int type = in.readUnsignedByte();
        int payload = (int) length - 1;
        if (type == Frames.JSON) {
            passthrough(connection, in, payload);
        } else {
            nativeRequest(connection, type, in, payload);
        }
        return true;
    }

    private void nativeRequest(Connection connection, int type, ByteBuf in, int payload) {
        try {
            Request request = BinaryCodec.request(type, Workbench.mine().bytes(in, payload));
            connection.isKnown();
            // A native request counts for no network (wire.md 7.6).
            connection.handle(new Request(request.command(), request.proof(), NodeId.NONE), NetMetrics.Form.NATIVE);
        } catch (MalformedFrameException malformed) {
            error(connection, malformed.getMessage());
        }
    }

    private void passthrough(Connection connection, ByteBuf in, int payload) {
        JsonObject message;
        try {
            message = Workbench.mine().object(in, payload);
        } catch (MalformedJsonException malformed) {
            error(connection, "json decode: " + malformed.getMessage());
            return;
        }
        connection.isKnown();
        Optional<Request> request = JsonMessages.request(message);
        if (request.isEmpty()) {
            connection.refuseUnknown(new UnknownMessage(JsonMessages.typeOf(message), message.node("node_id")),
                    NetMetrics.Form.PASSTHROUGH);
        } else if (request.get().command() instanceof SubscribeReplication) {
            connection.outbox().raw(BinaryCodec.error("replication not supported over binary protocol"));
        } else {
            connection.handle(request.get(), NetMetrics.Form.PASSTHROUGH);
        }
    }

    private void error(Connection connection, String text) {
        port.metrics().malformed(NetMetrics.Malformed.BINARY);
        connection.outbox().raw(BinaryCodec.error(text));
    }
}
