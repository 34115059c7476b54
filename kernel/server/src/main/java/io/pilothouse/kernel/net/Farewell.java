package io.pilothouse.kernel.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends a connection so that its last replies arrive. Closing while unread bytes wait would make the system reset the
 * connection and throw away what is on its way; so only the output ends, and the client has a moment to follow.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A close that fails has nothing left to do.
final class Farewell {
    private static final long LINGER_MILLIS = 1000;

    private Farewell() {}

    /** Ends the output after what was written; closes when the client has ended too, or after a second. */
    static void say(ChannelHandlerContext context, BooleanSupplier inputEnded) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        (tls == null ? context.writeAndFlush(context.alloc().buffer(0)) : tls.closeOutbound())
                .addListener(sent -> endOutput(context, inputEnded));
    }

    private static void endOutput(ChannelHandlerContext context, BooleanSupplier inputEnded) {
        if (inputEnded.getAsBoolean() || !(context.channel() instanceof DuplexChannel duplex)) {
            context.close();
            return;
        }
        duplex.shutdownOutput();
        context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
}
