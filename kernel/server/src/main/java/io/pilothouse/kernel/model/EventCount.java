package io.pilothouse.kernel.model;

/**
 * How many events the journal holds up to a record. The events of the next record have the numbers after it, so every event has
 * a number of its own for the life of the registry.
 *
 * @param sequence the last record with events
 * @param events how many there are up to it; of journals that were begun before events were counted, those since
 */
public record EventCount(long sequence, long events) {
    /** Before the first one. */
    public static final EventCount NONE = new EventCount(0, 0);

    public EventCount {
        if (sequence < 0 || events < 0) {
            throw new IllegalArgumentException("events are counted from 0 but " + sequence + " and " + events);
        }
    }

    /** The count after a record; a record that is counted already changes nothing. */
    public EventCount after(long record, int more) {
        return record <= sequence || more == 0 ? this : new EventCount(record, events + more);
    }
}
