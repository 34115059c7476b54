package io.pilothouse.kernel.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open connections against their limits. Threads: any. */
final class Admission {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private volatile boolean closing;

    Admission(NetSettings.Limits limits) {
        most = limits.connections();
        mostPerAddress = limits.connectionsPerAddress();
    }

    /** Lets a connection in, or says why not; one that is let in must {@link #leave}. */
    Optional<NetMetrics.Refused> enter(InetAddress address) {
        if (closing) {
            return Optional.of(NetMetrics.Refused.CLOSING);
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return Optional.of(NetMetrics.Refused.CONNECTIONS);
        }
        if (mostPerAddress > 0 && perAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            leave(address);
            return Optional.of(NetMetrics.Refused.CONNECTIONS_OF_ADDRESS);
        }
        return Optional.empty();
    }

    void leave(InetAddress address) {
        if (open.decrementAndGet() == 0 && closing) {
            synchronized (open) {
                open.notifyAll();
            }
        }
        if (mostPerAddress > 0) {
            perAddress.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
        }
    }

    int open() {
        return open.get();
    }

    /** Waits until nobody is left; false when that takes too long. */
    boolean awaitEmpty(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (open) {
            while (open.get() > 0) {
                long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (rest <= 0) {
                    return false;
                }
                try {
                    open.wait(rest);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    /** Lets nobody in any more. */
    void close() {
        closing = true;
    }
}
