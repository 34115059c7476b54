package io.pilothouse.webhook.soar;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.WebhookSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts an alert for each rule that an event fulfils. What fails is tried again so often and is a dead letter then: an alert that
 * comes late is worth little, and must not keep the next one waiting.
 */
final class SoarWebhook implements WebhookSink {
    /** Events whose alerts did not arrive, so that they can be offered once more; older ones are judged anew. */
    private static final int REMEMBERED = 1_000;

    private record Pending(List<Rule> rules, int failures) {}

    private final Post post;
    private final Watch watch;
    private final int retries;
    private final Duration pause;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();

    SoarWebhook(Post post, Watch watch, int retries, Duration pause) {
        this.post = post;
        this.watch = watch;
        this.retries = retries;
        this.pause = pause;
    }

    @Override
    public Delivery deliver(AuditEntry event) throws IOException, InterruptedException {
        Pending before = pending.remove(event.id());
        return tell(event, before == null ? new Pending(watch.alerts(event), 0) : before);
    }

    /** Also what another instance has counted: one that did not arrive made an alert, but which rules did is not known here. */
    @Override
    public Delivery redeliver(AuditEntry event) throws IOException, InterruptedException {
        Pending before = pending.remove(event.id());
        return tell(event, before == null ? new Pending(watch.matches(event), 0) : before);
    }

    @Override
    public boolean givesUpItself() {
        return true;
    }

    private Delivery tell(AuditEntry event, Pending due) throws IOException, InterruptedException {
        Round round = new Round();
        // Also when this is interrupted, every rule is still to be told of.
        remember(event.id(), due);
        for (Rule rule : due.rules()) {
            round.add(rule, post.send(Alert.json(rule, event)));
        }
        pending.remove(event.id());
        if (round.left.isEmpty()) {
            return new Delivery.Delivered();
        }
        if (round.retry && due.failures() < retries) {
            remember(event.id(), new Pending(round.left, due.failures() + 1));
            return new Delivery.Retry(round.reason, Optional.of(round.wish.orElse(pause)));
        }
        remember(event.id(), new Pending(round.left, 0));
        return new Delivery.Refused(round.reason + (round.retry ? "; tried " + (retries + 1) + " times" : ""));
    }

    private void remember(long id, Pending what) {
        pending.put(id, what);
        if (pending.size() > REMEMBERED) {
            pending.remove(pending.keySet().iterator().next());
        }
    }

    @Override
    public void close() {
        // Every exchange has ended with its call.
    }

    /** What became of one event's alerts. */
    private static final class Round {
        private final List<Rule> left = new ArrayList<>();
        private String reason = "";
        private boolean retry;
        private Optional<Duration> wish = Optional.empty();

        void add(Rule rule, Delivery delivery) {
            switch (delivery) {
                case Delivery.Delivered done -> {
                    return;
                }
                case Delivery.Retry again -> {
                    note(rule, again.reason());
                    retry = true;
                    wish = wish.or(again::after);
                }
                case Delivery.Refused no -> note(rule, no.reason());
            }
        }

        private void note(Rule rule, String why) {
            left.add(rule);
            reason += (reason.isEmpty() ? "" : "; ") + "rule " + rule.name() + ": " + why;
        }
    }
}
