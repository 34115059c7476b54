package io.pilothouse.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What arrived at a receiver. Events may come again, which is counted; what comes for the first time must come in the order of the
 * numbers.
 *
 * <p>Threads: any.
 */
final class Arrivals {
    private final Map<Long, Event> events = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long last;
    private int repeated;

    /** An event is there. */
    synchronized void take(Event event) {
        Event before = events.putIfAbsent(event.id(), event);
        if (before != null) {
            repeated++;
            if (!before.equals(event)) {
                fault("event " + event.id() + " came again as another one: " + before + ", then " + event);
            }
            return;
        }
        if (event.id() < last) {
            fault("event " + event.id() + " came after event " + last);
        }
        last = Math.max(last, event.id());
        notifyAll();
    }

    /** Something came that should not. */
    synchronized void fault(String what) {
        faults.add(what);
    }

    /** Waits until an event is there; whether it is. */
    synchronized boolean await(long id, Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); !events.containsKey(id)
                && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return events.containsKey(id);
    }

    /** All events, by their numbers. */
    synchronized List<Event> events() {
        return List.copyOf(events.values());
    }

    /** What was wrong with what came. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** How often an event came that was there already. */
    synchronized int repeated() {
        return repeated;
    }
}
