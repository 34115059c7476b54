package io.pilothouse.kernel.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.commit.UnknownMessage;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.net.NetMetrics.Closing;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.SubscribeReplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Requests are handled one after the other; what is pipelined waits in the {@link Inbox}. A client that does
 * not take its replies is not read from.
 *
 * <p>Threads: its event loop, except {@link #execute} and {@link #inEventLoop}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the connection, and a timer is never cancelled.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Requests that may wait behind one that is being answered, in bytes, before reading stops. */
    private static final int WAITING = 1 << 16;
    /** After so long other connections of the event loop get their turn. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(2);

    /** Requests of all connections, counted in strides: a connection takes numbers for some of them at a time. */
    private static final AtomicLong STRIDES = new AtomicLong();
    private static final int STRIDE = 256;

    private final Port port;
    private final ConnectionTable table;
    private final Inbox inbox;
    private Speech speech;
    private ChannelHandlerContext context;
    private Outbox outbox;
    private Source source;
    private Exchange exchange;
    private ConnectionRate rate;
    private Closing closing;
    private int place;
    private long requests;
    private long idleSince;
    private long turnBegan;
    private boolean advancing;
    private boolean again;
    private boolean inBurst;
    private boolean resting;
    private boolean streaming;
    private boolean inputEnded;
    private boolean draining;
    private boolean dismissed;
    private boolean gone;

    Connection(Port port, ConnectionTable table, Speech first) {
        this.port = port;
        this.table = table;
        inbox = new Inbox(port);
        speech = first;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outbox = new Outbox(added, port.metrics());
        InetSocketAddress peer = (InetSocketAddress) added.channel().remoteAddress();
        // A client that is gone already has no address; its end follows at once.
        source = peer == null
                ? new Source("", 0, false)
                : new Source(NetUtil.toAddressString(peer.getAddress()), peer.getPort(), false);
        idleSince = System.nanoTime();
        rate = ConnectionRate.of(port.settings().limits(), idleSince);
        table.add(this);
        port.metrics().opened();
    }

    @Override
    public void channelInactive(ChannelHandlerContext same) {
        leave();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext same) {
        leave();
    }

    private void leave() {
        if (gone) {
            return;
        }
        gone = true;
        inbox.free();
        outbox.free();
        table.remove(this);
        port.metrics().closed(closing == null ? Closing.CLIENT : closing);
        if (speech instanceof StreamFrames stream) {
            stream.closed();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (gone || closing != null) {
            in.release();
            return;
        }
        port.metrics().received(in.readableBytes());
        inBurst = true;
        inbox.add(context.alloc(), in);
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        inBurst = false;
        if (!gone) {
            outbox.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext same) {
        if (context.channel().isWritable()) {
            advance();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext same, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputEnded = true;
            inBurst = false;
            if (dismissed) {
                context.close();
            } else {
                advance();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("connection of {} broke", source.ip(), cause);
            close(Closing.BROKEN);
        } else {
            defect(cause);
        }
    }

    /** Takes frames as long as there are some and their replies can go out. */
    private void advance() {
        if (advancing) {
            again = true;
            return;
        }
        advancing = true;
        try {
            do {
                again = false;
                turnBegan = System.nanoTime();
                takeFrames();
                settle();
            } while (again);
        } catch (Exception | Error defect) {
            defect(defect);
        } finally {
            advancing = false;
        }
    }

    private void takeFrames() {
        while (ready()) {
            ByteBuf in = inbox.buffer();
            if (in == null || !in.isReadable() || !speech.take(this, in)) {
                return;
            }
            inbox.frameTaken();
            if (idleSince - turnBegan > TURN && inbox.size() > 0) {
                rest(0);
            }
        }
    }

    private boolean ready() {
        return !gone && closing == null && exchange == null && !resting && context.channel().isWritable();
    }

    private void settle() {
        if (gone || closing != null) {
            return;
        }
        if (!inbox.settle(context.alloc(), turnBegan)) {
            close(Closing.NO_ROOM);
            return;
        }
        if (!inBurst || !context.channel().isWritable()) {
            outbox.flush();
        }
        boolean ready = ready();
        context.channel().config().setAutoRead(!draining && (ready || inbox.size() < WAITING));
        if (ready && !again && (inputEnded || draining)) {
            dismiss(inputEnded ? Closing.CLIENT : Closing.CLOSED);
        }
    }

    /** Does nothing for a while. */
    private void rest(long millis) {
        resting = true;
        context.executor().schedule(() -> {
            resting = false;
            advance();
        }, millis, TimeUnit.MILLISECONDS);
    }

    /** Changes how bytes are read. */
    void speak(Speech next) {
        speech = next;
    }

    boolean encrypted() {
        return source.encrypted();
    }

    Outbox outbox() {
        return outbox;
    }

    /** A valid frame came: this is no stranger any more. */
    void isKnown() {
        inbox.isKnown();
    }

    /** What came so far and all that follows is TLS. */
    void startTls(TlsEngines tls) {
        ByteBuf first = inbox.detach();
        SslHandler handler = new SslHandler(tls.next());
        handler.setHandshakeTimeoutMillis(port.settings().deadlines().partialFrame().toMillis());
        source = new Source(source.ip(), source.port(), true);
        context.pipeline().addBefore(context.name(), "tls", handler);
        try {
            handler.channelRead(context.pipeline().context(handler), first);
        } catch (Exception broken) {
            exceptionCaught(context, broken);
        }
    }

    /** Refuses a message whose type no command has. */
    void refuseUnknown(UnknownMessage message, NetMetrics.Form form) {
        process(null, new Exchange(this, null, form, nextNumber(), System.nanoTime()), message);
    }

    /** Handles a request. */
    void handle(Request request, NetMetrics.Form form) {
        if (request.command() instanceof SubscribeReplication subscription) {
            subscribe(subscription);
        } else {
            process(request, new Exchange(this, request.command().type(), form, nextNumber(), System.nanoTime()),
                    null);
        }
    }

    private long nextNumber() {
        if (requests % STRIDE == 0) {
            requests = STRIDES.incrementAndGet() * STRIDE;
        }
        return requests++;
    }

    private void process(Request request, Exchange next, UnknownMessage unknown) {
        exchange = next;
        switch (rate.next(next.began())) {
            case SERVE -> submit(request, next, unknown);
            case SLOW -> context.executor().schedule(() -> {
                submit(request, next, unknown);
                advance();
            }, ConnectionRate.SLEEP_MILLIS, TimeUnit.MILLISECONDS);
            case CLOSE -> dismiss(Closing.RATE);
        }
    }

    private void submit(Request request, Exchange next, UnknownMessage unknown) {
        if (gone || closing != null) {
            return;
        }
        try {
            if (request == null) {
                next.accept(port.processor().unknown(unknown));
            } else {
                Optional<Outcome> refused = limited(request);
                if (refused.isPresent()) {
                    next.accept(refused.get());
                } else {
                    port.processor().process(request, source.with(next.number()), next);
                }
            }
            if (next.outcome() != null) {
                answer(next);
            } else {
                next.handedOver();
            }
        } catch (RuntimeException | Error defect) {
            defect(defect);
        }
    }

    private Optional<Outcome> limited(Request request) {
        return port.operations().flatMap(limits -> limits.exceeded(request.command(), source.ip()))
                .map(operation -> {
                    port.metrics().limited(operation);
                    return new Outcome.Refused(Refusal.Code.LIMIT,
                            operation.refusal(source.ip()));
                });
    }

    boolean inEventLoop() {
        return context.executor().inEventLoop();
    }

    void execute(Runnable task) {
        context.executor().execute(task);
    }

    /** The outcome of a request came later. */
    void completed(Exchange done) {
        if (gone || exchange != done) {
            return;
        }
        try {
            answer(done);
        } catch (RuntimeException | Error defect) {
            defect(defect);
        }
        advance();
    }

    private void answer(Exchange done) {
        exchange = null;
        if (closing != null) {
            return;
        }
        Replies.write(done.type(), done.form(), done.outcome(), port, outbox);
        idleSince = System.nanoTime();
        port.metrics().answered(done.name(), done.form(), idleSince - done.began(), done.outcome());
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} {} from {} as {}: {}", Source.requestId(done.number()), done.name(), source.ip(), done.form(),
                    done.outcome() instanceof Outcome.Refused refused ? refused.text() : "done");
        }
    }

    private void subscribe(SubscribeReplication request) {
        switch (port.subscriptions().answer(request, source)) {
            case Subscriptions.Answer.Refused refused -> {
                Replies.error(refused.text(), outbox);
                dismiss(Closing.DISMISSED);
            }
            case Subscriptions.Answer.Accepted accepted -> {
                outbox.flush();
                streaming = true;
                StreamFrames stream = new StreamFrames(context, accepted.subscriber(), port.metrics());
                speech = stream;
                stream.opened();
            }
        }
    }

    /** Ends the connection once its replies are out; what still comes is thrown away. */
    void dismiss(Closing why) {
        if (gone || closing != null) {
            return;
        }
        dismissed = true;
        closing = why;
        exchange = null;
        inbox.free();
        outbox.flush();
        context.channel().config().setAutoRead(true);
        Farewell.say(context, () -> inputEnded);
    }

    /** Ends the connection at once. */
    void close(Closing why) {
        if (closing == null) {
            closing = why;
        }
        context.close();
    }

    private void defect(Throwable defect) {
        port.complaints().defect("defect while serving " + source.ip(), defect);
        close(Closing.DEFECT);
    }

    /** Answers what was asked, then closes. */
    void drain() {
        draining = true;
        boolean idle = exchange == null && !resting && inbox.size() == 0 && !outbox.waiting();
        if (idle || streaming) {
            close(Closing.CLOSED);
        } else {
            advance();
        }
    }

    /** Closes the connection if a deadline is over. */
    void check(long now) {
        NetSettings.Deadlines deadlines = port.settings().deadlines();
        if (outbox.stalled(now, deadlines.stalledReply().toNanos())) {
            close(Closing.STALLED_REPLY);
        } else if (outbox.waiting()) {
            idleSince = now;
        } else if (ready() && !streaming) {
            if (inbox.overdue(now, deadlines.partialFrame().toNanos())) {
                close(Closing.PARTIAL_FRAME);
            } else if (now - idleSince > deadlines.idle().toNanos()) {
                close(Closing.IDLE);
            }
        }
    }

    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }
}
