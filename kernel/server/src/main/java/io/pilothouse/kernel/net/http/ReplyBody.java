package io.pilothouse.kernel.net.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The body of a reply: small ones leave with their header, larger ones in pieces, each when the one before is taken.
 *
 * <p>Threads: one at a time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Without a promise, a failed write goes to exceptionCaught.
final class ReplyBody extends OutputStream {
    private static final int PIECE = 1 << 14;

    private final ChannelHandlerContext context;
    private final Duration patience;
    private byte[] piece = new byte[256];
    private int filled;
    private long owed;
    private boolean discarding;
    private boolean ended;

    /**
     * A body that has not begun.
     *
     * @param patience how long a client may take for a piece
     */
    ReplyBody(ChannelHandlerContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }

    /**
     * Begins with the header.
     *
     * @param length of the body in bytes, {@link Long#MAX_VALUE} if unknown
     * @param headOnly whether the body is not for sending
     */
    void begin(HttpResponse head, long length, boolean headOnly) {
        owed = length;
        discarding = headOnly;
        context.write(head, context.voidPromise());
    }

    @Override
    public void write(int symbol) throws IOException {
        write(new byte[]{(byte) symbol}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (ended) {
            throw new IOException("the reply has ended");
        }
        if (length > owed) {
            throw new IOException("the reply's body is longer than its header told");
        }
        owed -= owed == Long.MAX_VALUE ? 0 : length;
        int done = 0;
        while (!discarding && done < length) {
            if (filled == PIECE) {
                flush();
            }
            int step = Math.min(PIECE - filled, length - done);
            if (filled + step > piece.length) {
                piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(filled + step, 2 * piece.length)));
            }
            System.arraycopy(bytes, from + done, piece, filled, step);
            filled += step;
            done += step;
        }
    }

    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            taken(context.writeAndFlush(content()));
        }
    }

    private DefaultHttpContent content() {
        DefaultHttpContent content = new DefaultHttpContent(Unpooled.wrappedBuffer(Arrays.copyOf(piece, filled)));
        filled = 0;
        return content;
    }

    private void taken(ChannelFuture written) throws IOException {
        try {
            if (!written.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the client did not take the reply");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            InterruptedIOException told = new InterruptedIOException("interrupted");
            told.initCause(stop);
            throw told;
        }
        if (!written.isSuccess()) {
            throw new IOException(written.cause().getMessage(), written.cause());
        }
    }

    /** Sends what is left. */
    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (!discarding && owed > 0 && owed != Long.MAX_VALUE) {
            throw new IOException("the reply's body is shorter than its header told");
        }
        if (filled > 0) {
            context.write(content(), context.voidPromise());
        }
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
    }
}
