package io.pilothouse.kernel.net;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Register;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * R0's token buckets per operation and source address ({@code wire.md} 9). The table is bounded: when it is full, buckets
 * that were idle for two minutes go, and if that makes no room a new address is refused.
 *
 * <p>Threads: any.
 */
final class OperationLimits {
    private static final int TRACKED = 100_000;
    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    private final Map<Operation, Map<String, Bucket>> buckets = new EnumMap<>(Operation.class);
    private final Predicate<String> knownKey;
    private final LongSupplier nanoTime;
    private final int tracked;

    private static final class Bucket {
        private double tokens;
        private long at;

        boolean idle(long now) {
            return now - at > 2 * WINDOW;
        }

        boolean take(int rate, long now) {
            tokens = Math.min(rate, tokens + (double) rate * (now - at) / WINDOW);
            at = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    /** Limits; {@code knownKey} tells whether a public key, as sent, belongs to a node: such a node may always come back. */
    OperationLimits(Predicate<String> knownKey) {
        this(knownKey, System::nanoTime, TRACKED);
    }

    OperationLimits(Predicate<String> knownKey, LongSupplier nanoTime, int tracked) {
        this.knownKey = knownKey;
        this.nanoTime = nanoTime;
        this.tracked = tracked;
        for (Operation operation : Operation.values()) {
            buckets.put(operation, new HashMap<>());
        }
    }

    /** The operation whose limit this command exceeds. */
    Optional<Operation> exceeded(Command command, String ip) {
        Operation operation = Operation.of(command);
        if (operation.perMinute() == 0 || take(operation, ip)
                || (command instanceof Register register && knownKey.test(register.publicKey()))) {
            return Optional.empty();
        }
        return Optional.of(operation);
    }

    private boolean take(Operation operation, String ip) {
        long now = nanoTime.getAsLong();
        Map<String, Bucket> table = buckets.get(operation);
        synchronized (table) {
            Bucket bucket = table.get(ip);
            if (bucket != null) {
                return bucket.take(operation.perMinute(), now);
            }
            if (table.size() >= tracked) {
                table.values().removeIf(other -> other.idle(now));
                if (table.size() >= tracked) {
                    return false;
                }
            }
            bucket = new Bucket();
            bucket.tokens = operation.perMinute() - 1.0;
            bucket.at = now;
            table.put(ip, bucket);
            return true;
        }
    }

    /** Forgets buckets that were not used for two minutes. */
    void sweep() {
        long now = nanoTime.getAsLong();
        buckets.values().forEach(table -> {
            synchronized (table) {
                table.values().removeIf(bucket -> bucket.idle(now));
            }
        });
    }
}
