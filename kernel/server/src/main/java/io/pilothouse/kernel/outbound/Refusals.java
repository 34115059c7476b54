package io.pilothouse.kernel.outbound;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;

/**
 * Tells what the proxy itself refuses from what the target of a request without encryption answers. 407 is always the proxy's; 403
 * and 503 are, when it says so by {@code Proxy-Status} with an error (RFC 9209) or as Squid does. Threads: the event loop.
 */
final class Refusals extends ChannelInboundHandlerAdapter {
    private final Passage passage;
    private boolean refused;

    Refusals(Passage passage) {
        this.passage = passage;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse head && refuses(head)) {
            refused = true;
            context.fireExceptionCaught(passage.refused(head.status()));
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean refuses(HttpResponse head) {
        return switch (head.status().code()) {
            case 407 -> true;
            case 403, 503 -> head.headers().contains("X-Squid-Error")
                    || head.headers().getAll("Proxy-Status").stream().anyMatch(status -> status.contains("error="));
            default -> false;
        };
    }
}
