package io.pilothouse.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One open connection. Its lane's thread writes, a thread of its own reads; replies come in the order of requests
 * ({@code wire.md} 4). It ends once, for whatever reason, and hands back what had no reply.
 */
final class Connection {
    private final Lane lane;
    private final Link link;
    private final Framing framing;
    private final ScheduledExecutorService timers;
    private final Duration timeout;
    private final InputStream in;
    private final OutputStream out;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Exchange<?, ?>> unanswered = new ArrayDeque<>();
    private boolean over;
    private Future<?> watch;
    private long deadline;

    Connection(Lane lane, Link link, Framing framing, Duration timeout, ScheduledExecutorService timers)
            throws IOException {
        this.lane = lane;
        this.link = link;
        this.framing = framing;
        this.timeout = timeout;
        this.timers = timers;
        in = new BufferedInputStream(link.socket().getInputStream(), 16_384);
        out = new BufferedOutputStream(link.socket().getOutputStream(), 16_384);
    }

    void start(String name) throws IOException {
        out.write(framing.preamble());
        Thread.ofVirtual().name(name).start(this::readAll);
    }

    /** Writes a request; false when the connection is over and the request was not taken. */
    boolean write(Exchange<?, ?> exchange, byte[] frame) {
        lock.lock();
        try {
            if (over) {
                return false;
            }
            exchange.sent();
            if (unanswered.isEmpty()) {
                deadline = System.nanoTime() + timeout.toNanos();
            }
            unanswered.add(exchange);
            watch();
        } finally {
            lock.unlock();
        }
        try {
            out.write(frame);
        } catch (IOException e) {
            end(e);
        }
        return true;
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            end(e);
        }
    }

    /** Closes without handing anything back; what had no reply fails. */
    void close(RegistryUnavailableException reason) {
        List<Exchange<?, ?>> rest = finish();
        try {
            if (rest.isEmpty()) {
                // Nobody writes, so TLS may say goodbye.
                link.socket().close();
            }
            link.carrier().close();
        } catch (IOException alreadyGone) {
            // What is closed is closed.
        }
        rest.forEach(exchange -> exchange.fail(reason));
    }

    // A reader that ends silently would leave callers waiting for ever.
    @SuppressWarnings("CatchingUnchecked")
    private void readAll() {
        try {
            while (true) {
                deliver(framing.read(in));
            }
        } catch (IOException e) {
            end(e);
        } catch (RuntimeException e) {
            Exchange<?, ?> first = next();
            if (first != null) {
                first.fail(e instanceof RegistryException
                        ? e
                        : new UnexpectedReplyException("cannot read the reply to " + first, e));
            }
            end(e);
        }
    }

    private void deliver(Answer answer) {
        Exchange<?, ?> exchange = next();
        if (exchange == null) {
            throw new UnexpectedReplyException("the registry sent a frame that nobody asked for", null);
        }
        try {
            exchange.refusal(answer).ifPresentOrElse(text -> lane.refused(exchange, text),
                    () -> exchange.accept(answer));
        } catch (RuntimeException e) {
            exchange.fail(e instanceof RegistryException
                    ? e
                    : new UnexpectedReplyException("cannot read the reply to " + exchange, e));
            end(e);
        }
    }

    private Exchange<?, ?> next() {
        lock.lock();
        try {
            deadline = System.nanoTime() + timeout.toNanos();
            return unanswered.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for one look at the deadline when it is reached; the deadline moves on with each reply. */
    private void watch() {
        if (watch == null) {
            watch = timers.schedule(this::look, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        lock.lock();
        try {
            watch = null;
            if (over || unanswered.isEmpty()) {
                return;
            }
            if (deadline - System.nanoTime() > 0) {
                watch();
                return;
            }
        } finally {
            lock.unlock();
        }
        end(new IOException("no reply within " + timeout.toMillis() + " ms"));
    }

    private void end(Exception cause) {
        lock.lock();
        try {
            if (over) {
                return;
            }
        } finally {
            lock.unlock();
        }
        List<Exchange<?, ?>> rest = finish();
        try {
            link.carrier().close();
        } catch (IOException alreadyGone) {
            // It is lost in any case.
        }
        lane.lost(this, rest, cause);
    }

    private List<Exchange<?, ?>> finish() {
        lock.lock();
        try {
            over = true;
            if (watch != null) {
                watch.cancel(false);
            }
            List<Exchange<?, ?>> rest = List.copyOf(unanswered);
            unanswered.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }
}
