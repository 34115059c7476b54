package io.pilothouse.webhook.soar;

import io.pilothouse.spi.AuditEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rules an event makes an alert of. What was counted is forgotten at a restart. Threads: one at a time. */
final class Watch {
    private final List<Rule> rules;
    private final Map<String, Deque<Instant>> counted = new HashMap<>();
    private long newest;

    Watch(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Rules in their order. An event that came before is not counted once more. */
    List<Rule> alerts(AuditEntry event) {
        boolean again = event.id() <= newest;
        newest = Math.max(newest, event.id());
        List<Rule> alerts = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.matches(event) && (!rule.counts() || !again && full(rule, event.time()))) {
                alerts.add(rule);
            }
        }
        return alerts;
    }

    /** Rules that the event fulfils, in their order, however many of its kind they want; it is not counted. */
    List<Rule> matches(AuditEntry event) {
        newest = Math.max(newest, event.id());
        return rules.stream().filter(rule -> rule.matches(event)).toList();
    }

    private boolean full(Rule rule, Instant time) {
        Deque<Instant> times = counted.computeIfAbsent(rule.name(), any -> new ArrayDeque<>());
        times.add(time);
        while (times.getFirst().isBefore(time.minus(rule.within()))) {
            times.removeFirst();
        }
        if (times.size() < rule.times()) {
            return false;
        }
        // These have made their alert: the next one takes as many again.
        times.clear();
        return true;
    }
}
