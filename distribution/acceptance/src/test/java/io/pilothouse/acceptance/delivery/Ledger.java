package io.pilothouse.acceptance.delivery;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a receiver got, by the numbers of the events: nothing may be missing, and what comes for the first time comes in order.
 *
 * <p>Threads: any.
 */
final class Ledger {
    private final BitSet seen = new BitSet();
    private final Set<String> names = new HashSet<>();
    private final Set<Long> refused = new TreeSet<>();
    private final List<String> disorder = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last;
    private long repeated;

    /**
     * An event is there.
     *
     * @param name what it was about, unlike all others; empty for none
     */
    synchronized void take(long id, String name) {
        if (seen.get((int) id)) {
            repeated++;
            return;
        }
        if (id < last) {
            disorder.add(id + " after " + last);
        }
        seen.set((int) id);
        names.add(name);
        last = Math.max(last, id);
        first = Math.min(first, id);
        notifyAll();
    }

    /** An event will never be taken. */
    synchronized void refuse(long id, String name) {
        refused.add(id);
        names.add(name);
    }

    synchronized boolean knows(String name) {
        return names.contains(name);
    }

    /** Waits for an event; whether it came. */
    synchronized boolean await(String name, long milliseconds) throws InterruptedException {
        long until = System.nanoTime() + milliseconds * 1_000_000;
        for (long left = milliseconds; !names.contains(name)
                && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return names.contains(name);
    }

    /** Numbers between the first and the last that are neither there nor refused. */
    synchronized List<Long> missing() {
        List<Long> missing = new ArrayList<>();
        for (long id = first; id <= last; id++) {
            if (!seen.get((int) id) && !refused.contains(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    synchronized List<String> disorder() {
        return List.copyOf(disorder);
    }

    /** Numbers of what will never be taken. */
    synchronized Set<Long> refused() {
        return new TreeSet<>(refused);
    }

    /** Whether something is there that was refused at another time. */
    synchronized boolean contradicts() {
        return refused.stream().anyMatch(id -> seen.get(id.intValue()));
    }

    synchronized int size() {
        return seen.cardinality();
    }

    /** How often something came that was there already. */
    synchronized long repeated() {
        return repeated;
    }
}
