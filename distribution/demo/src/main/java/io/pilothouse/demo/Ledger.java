package io.pilothouse.demo;

import io.pilothouse.client.RegistryClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds receivers to the trail: what the registry has written down must arrive, the same, and in order.
 *
 * <p>Threads: one.
 */
final class Ledger {
    private static final Duration WRITTEN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String CONFIGURED = "audit_export.configured";

    private final RegistryClient admin;
    private final Trail trail = new Trail();
    private int taken;
    private int first;

    Ledger(RegistryClient admin) {
        this.admin = admin;
    }

    /**
     * Waits until the trail has what was done.
     *
     * @param actions that must be among the new events
     * @return the new events
     * @throws StepFailedException if one does not come
     */
    List<Event> written(Set<String> actions) throws InterruptedException {
        long until = System.nanoTime() + WRITTEN.toNanos();
        while (true) {
            trail.read(admin);
            Set<String> missing = new HashSet<>(actions);
            List<Event> fresh = trail.after(taken);
            fresh.forEach(event -> missing.remove(event.action()));
            if (missing.isEmpty()) {
                taken = trail.size();
                return fresh;
            }
            if (System.nanoTime() > until) {
                throw new StepFailedException("the trail has no " + String.join(", ", missing) + " after "
                        + WRITTEN.toSeconds() + " s, only "
                        + fresh.stream().map(Event::told).collect(Collectors.joining(", ")));
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Of these events those that sinks get: from the record on that configured them. */
    List<Event> exported(List<Event> events) {
        List<Event> all = trail.after(0);
        Event configured = all.stream().filter(event -> event.action().equals(CONFIGURED)).findFirst()
                .orElseThrow(() -> new StepFailedException("the trail has no " + CONFIGURED));
        List<Event> due = events.stream().filter(event -> event.sequence() >= configured.sequence()).toList();
        first = all.indexOf(due.getFirst());
        return due;
    }

    /**
     * Waits until these events have arrived, as the trail has them.
     *
     * @param longest to wait for each
     * @throws StepFailedException if one does not come, or is another one
     */
    static void arrived(String where, Arrivals arrivals, List<Event> events, Duration longest)
            throws InterruptedException {
        for (Event event : events) {
            if (!arrivals.await(event.id(), longest)) {
                throw new StepFailedException(where + " did not get event " + event.told() + " within "
                        + longest.toSeconds() + " s; it has " + arrivals.events().size() + " events and found wrong: "
                        + arrivals.faults());
            }
        }
        List<Event> there = arrivals.events();
        for (Event event : events) {
            if (!there.contains(event)) {
                throw new StepFailedException(where + " got another event " + event.id() + " than the trail has: "
                        + there.stream().filter(one -> one.id() == event.id()).toList() + " instead of " + event);
            }
        }
    }

    /**
     * Compares all that arrived with all that the trail has.
     *
     * @throws StepFailedException if something is missing, too much, another, or came out of order
     */
    void same(String where, Arrivals arrivals) {
        List<Event> due = due();
        if (!arrivals.faults().isEmpty()) {
            throw new StepFailedException(where + ": " + arrivals.faults());
        }
        if (!arrivals.events().equals(due)) {
            throw new StepFailedException(where + " has " + arrivals.events().size() + " events, the trail has "
                    + due.size() + " since it was configured, and they differ");
        }
    }

    /** All events that sinks should have. */
    List<Event> due() {
        return trail.after(first);
    }
}
