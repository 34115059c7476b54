package io.pilothouse.kernel.follow;

import io.pilothouse.spi.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators order about the dead letters of a sink: to offer them once more, or to forget them. Of many some are offered at a
 * time, so that newer events need not wait for all.
 *
 * <p>Threads: {@link #order} and {@link #purge} any; everything else the courier's.
 */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    /** How long dead letters are offered before newer events have their turn. */
    private static final Duration TURN = Duration.ofMillis(500);

    private final String sink;
    private final Deque<DeadLetter> waiting = new ArrayDeque<>();
    private volatile boolean ordered;
    private volatile boolean purged;

    Replay(String sink) {
        this.sink = sink;
    }

    /** Has all dead letters offered once more. */
    void order() {
        ordered = true;
    }

    /** Has all dead letters forgotten. */
    void purge() {
        purged = true;
    }

    /** Whether there is more to offer. */
    boolean underWay() {
        return !waiting.isEmpty();
    }

    /**
     * Does what was ordered, for a while.
     *
     * @param arrived is told of each that was taken
     * @param stop whether to leave the rest; those stay dead letters
     */
    void work(DeadLetters letters, Sink sink, Runnable arrived, BooleanSupplier stop) throws IOException {
        if (purged) {
            purged = false;
            waiting.clear();
            letters.clear();
        }
        if (ordered) {
            ordered = false;
            waiting.clear();
            waiting.addAll(letters.all());
        }
        if (waiting.isEmpty()) {
            return;
        }
        Set<Long> taken = new HashSet<>();
        try {
            offer(sink, taken, arrived, stop);
        } finally {
            // All at once: the file is written anew. Those of a turn that a kill cuts short come again.
            if (!taken.isEmpty()) {
                letters.remove(taken);
            }
        }
    }

    private void offer(Sink to, Set<Long> taken, Runnable arrived, BooleanSupplier stop) {
        long began = System.nanoTime();
        while (!waiting.isEmpty() && !purged && !stop.getAsBoolean() && System.nanoTime() - began < TURN.toNanos()) {
            DeadLetter letter = waiting.remove();
            Delivery delivery = to.hand(List.of(letter.entry()), true).delivery();
            if (delivery instanceof Delivery.Delivered done && done.refused().isEmpty()) {
                taken.add(letter.entry().id());
                arrived.run();
            } else if (delivery instanceof Delivery.Retry) {
                // Nobody is there to take them; they stay what they are until somebody asks again.
                waiting.clear();
            } else {
                LOG.debug("{} does not take dead letter {}", sink, letter.entry().id());
            }
        }
    }
}
