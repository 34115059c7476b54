package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.pilothouse.kernel.commit.UnknownMessage;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.Frames;
import io.pilothouse.protocol.wire.JsonMessages;
import java.util.Optional;

/** A length and as many bytes of JSON ({@code wire.md} 3). */
final class JsonFrames implements Speech {
    private final Port port;

    JsonFrames(Port port) {
        this.port = port;
    }

    @Override
    public boolean take(Connection connection, ByteBuf in) {
        if (in.readableBytes() < Frames.PREFIX) {
            return false;
        }
        long length = in.getUnsignedInt(in.readerIndex());
        if (length > port.settings().frames().requestCap()) {
            port.metrics().malformed(NetMetrics.Malformed.TOO_LONG);
            connection.dismiss(NetMetrics.Closing.MALFORMED);
            return true;
        }
        if (in.readableBytes() < Frames.PREFIX + length) {
            return false;
        }
        in.skipBytes(Frames.PREFIX);
        try {
            act(connection, Workbench.mine().object(in, (int) length));
        } catch (MalformedJsonException malformed) {
            port.metrics().malformed(NetMetrics.Malformed.JSON);
            connection.dismiss(NetMetrics.Closing.MALFORMED);
        }
        return true;
    }

    private void act(Connection connection, JsonObject message) {
        connection.isKnown();
        Optional<Request> request = JsonMessages.request(message);
        if (request.isPresent()) {
            connection.handle(request.get(), NetMetrics.Form.JSON);
        } else {
            connection.refuseUnknown(new UnknownMessage(JsonMessages.typeOf(message), message.node("node_id")),
                    NetMetrics.Form.JSON);
        }
    }
}
