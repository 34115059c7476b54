package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.spi.AuditEntry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the events of one sink: counted since its configuration, in metrics, and told to the operator.
 *
 * <p>Threads: changes come from the courier's; reading from any.
 */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
    /** Failures one after the other after which the operator is told. */
    private static final int TOLD = 3;

    private final Integration.Place place;
    private final String name;
    private final CourierMeter meter;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile String trouble = "";
    private int failures;
    private int refusals;

    Tally(Integration.Place place, CourierMeter meter) {
        this.place = place;
        name = place.sink();
        this.meter = meter;
    }

    long delivered() {
        return delivered.get();
    }

    long failed() {
        return failed.get();
    }

    long dropped() {
        return dropped.get();
    }

    /** Why events wait, empty when they do not. */
    String trouble() {
        return trouble;
    }

    /** How often it failed since it last went well. */
    int failures() {
        return failures;
    }

    /** How often a receiver that was there did not take its events since it last went well. */
    int refusals() {
        return refusals;
    }

    /** Counts from 0: numbers are those of a configuration ({@code events-and-exports.md} 5.1). */
    void reconfigured() {
        delivered.set(0);
        failed.set(0);
        dropped.set(0);
    }

    /** There is a sink. */
    void ready(Integration now, long event) {
        went();
        LOG.atInfo().addKeyValue("sink", name).addKeyValue("type", now.type()).addKeyValue("url", now.url())
                .addKeyValue("event", event).log("sink ready");
    }

    /** There is none. */
    void unusable(Integration wanted, String reason) {
        // A list of problems is told in one line.
        trouble = reason.lines().map(String::strip).collect(Collectors.joining(" "));
        LOG.atError().addKeyValue("sink", name).addKeyValue("type", wanted.type()).addKeyValue("url", wanted.url())
                .addKeyValue("reason", reason).log("sink cannot be used; its events wait");
    }

    /** The sink has taken events. */
    void arrived(int count, long behind) {
        delivered.addAndGet(count);
        meter.count(place, CourierMeter.What.DELIVERED, count);
        if (failures >= TOLD) {
            LOG.atInfo().addKeyValue("sink", name).addKeyValue("events", behind).log("sink takes events again");
        }
        went();
    }

    /** Something went well. */
    void went() {
        failures = 0;
        refusals = 0;
        trouble = "";
    }

    /** The sink did not take events, because nobody was there or in spite of somebody being there. */
    void retried(int count, String reason, boolean reached) {
        failures++;
        refusals += reached ? 1 : 0;
        trouble = reason;
        meter.count(place, CourierMeter.What.RETRIED, count);
    }

    /** They are offered again later. */
    void waiting(String reason, long behind) {
        if (failures == TOLD) {
            LOG.atWarn().addKeyValue("sink", name).addKeyValue("reason", reason).addKeyValue("events", behind)
                    .log("sink does not take events; they wait");
        }
    }

    /** The registry itself cannot go on: its journal or its files. */
    void broken(String reason) {
        failures++;
        trouble = reason;
        LOG.error("{} cannot go on and tries again: {}", name, reason);
    }

    /** An event was given up and is kept as a dead letter. */
    void buried(AuditEntry entry, String reason) {
        failed.incrementAndGet();
        meter.count(place, CourierMeter.What.FAILED, 1);
        LOG.atWarn().addKeyValue("sink", name).addKeyValue("event", entry.id()).addKeyValue("action", entry.action())
                .addKeyValue("reason", reason).log("event given up: dead letter");
    }

    /** Events will never be delivered. */
    void lost(long events, String why) {
        dropped.addAndGet(events);
        meter.count(place, CourierMeter.What.DROPPED, events);
        LOG.atError().addKeyValue("sink", name).addKeyValue("events", events).addKeyValue("reason", why)
                .log("events are lost to this sink");
    }
}
