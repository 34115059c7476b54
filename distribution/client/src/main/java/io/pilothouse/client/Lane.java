package io.pilothouse.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;

/**
 * A queue of commands and the connection that they take, one at a time of possibly many. One thread proves, writes and,
 * where needed, connects; it sleeps while there is nothing to do.
 */
final class Lane {
    private final String name;
    private final ClientSettings settings;
    private final Prover prover;
    private final SealClock clock;
    private final AtomicInteger load = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition closing = lock.newCondition();
    private final Deque<Exchange<?, ?>> waiting = new ArrayDeque<>();
    private Connection current;
    private boolean lost;
    private boolean closed;

    Lane(String name, ClientSettings settings, Prover prover, SealClock clock) {
        this.name = name;
        this.settings = settings;
        this.prover = prover;
        this.clock = clock;
    }

    void start() {
        Thread.ofVirtual().name(name).start(this::drive);
    }

    /** How many commands have no reply yet. */
    int load() {
        return load.get();
    }

    void submit(Exchange<?, ?> exchange) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this client is closed");
            }
            load.incrementAndGet();
            exchange.whenSettled(load::decrementAndGet);
            waiting.addLast(exchange);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        RegistryUnavailableException reason = new RegistryUnavailableException("the client was closed", null);
        Connection last;
        List<Exchange<?, ?>> rest;
        lock.lock();
        try {
            closed = true;
            last = current;
            current = null;
            rest = List.copyOf(waiting);
            waiting.clear();
            work.signal();
            closing.signal();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close(reason);
        }
        rest.forEach(exchange -> exchange.fail(reason));
    }

    /** An error reply came. */
    void refused(Exchange<?, ?> exchange, String text) {
        if (settings.registry().isPresent() && clock.corrected(text) && exchange.correctClock()) {
            again(List.of(exchange), null);
        } else {
            exchange.refuse(text);
        }
    }

    /** The connection ended; what had no reply is sent once more, in its order. */
    void lost(Connection connection, List<Exchange<?, ?>> unanswered, Exception cause) {
        lock.lock();
        try {
            if (current == connection) {
                current = null;
                lost = settings.reconnect().attempts() > 0;
            }
        } finally {
            lock.unlock();
        }
        again(unanswered, cause);
    }

    private void again(List<Exchange<?, ?>> exchanges, Exception cause) {
        RuntimeException failure = new RegistryUnavailableException("lost the connection to "
                + settings.servers().getFirst() + (cause == null ? "" : ": " + cause.getMessage()), cause);
        List<Exchange<?, ?>> failed;
        lock.lock();
        try {
            boolean retry = !closed && (cause == null || settings.reconnect().attempts() > 0);
            failed = exchanges.stream().filter(exchange -> !(retry && exchange.maySendAgain())).toList();
            exchanges.reversed().stream().filter(exchange -> !failed.contains(exchange)).forEach(waiting::addFirst);
            work.signal();
        } finally {
            lock.unlock();
        }
        failed.forEach(exchange -> exchange.fail(failure));
    }

    private void drive() {
        try {
            for (Exchange<?, ?> next = take(); next != null; next = take()) {
                if (next.result().isDone()) {
                    next.settle();
                } else {
                    send(next);
                }
            }
        } catch (InterruptedException e) {
            // Nobody else knows this thread; it ends as if it were closed.
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void send(Exchange<?, ?> exchange) throws InterruptedException {
        Connection connection;
        try {
            connection = connected();
        } catch (IOException e) {
            failAll(exchange, new RegistryUnavailableException(e.getMessage(), e));
            return;
        }
        byte[] frame;
        try {
            frame = settings.framing().frame(prover.prove(exchange.command()));
        } catch (RuntimeException e) {
            exchange.fail(e);
            connection.flush();
            return;
        }
        if (connection.write(exchange, frame)) {
            if (idle()) {
                connection.flush();
            }
        } else {
            putBack(exchange);
        }
    }

    private Exchange<?, ?> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                work.await();
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private boolean idle() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Exchange<?, ?> exchange) {
        lock.lock();
        try {
            waiting.addFirst(exchange);
        } finally {
            lock.unlock();
        }
    }

    /** Without a registry nothing that waits can be sent; each would try and wait just as long. */
    private void failAll(Exchange<?, ?> first, RegistryUnavailableException failure) {
        List<Exchange<?, ?>> rest;
        lock.lock();
        try {
            lost = false;
            rest = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        first.fail(failure);
        rest.forEach(exchange -> exchange.fail(failure));
    }

    private Connection connected() throws IOException, InterruptedException {
        int attempts;
        lock.lock();
        try {
            if (current != null) {
                return current;
            }
            attempts = lost ? settings.reconnect().attempts() : 1;
        } finally {
            lock.unlock();
        }
        for (int failed = 1;; failed++) {
            try {
                return adopt(settings.dialer().dial());
            } catch (SSLException e) {
                // Whom one does not trust one does not ask again.
                throw e;
            } catch (IOException e) {
                if (failed >= attempts || closedWithin(
                        settings.reconnect().pause(failed, ThreadLocalRandom.current().nextDouble()))) {
                    throw e;
                }
            }
        }
    }

    private Connection adopt(Link link) throws IOException {
        Connection connection = new Connection(this, link, settings.framing(), settings.requestTimeout(),
                settings.timers());
        lock.lock();
        try {
            if (closed) {
                link.carrier().close();
                throw new IOException("the client was closed");
            }
            current = connection;
            lost = false;
        } finally {
            lock.unlock();
        }
        connection.start(name + "-replies");
        return connection;
    }

    private boolean closedWithin(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
