package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Component;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.WebhookSink;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;

/**
 * A component of a plugin behind its guard.
 *
 * @param component it
 * @param call hands it events
 * @param filter which actions it wants
 * @param givesUpItself whether it says when an event is to be given up
 * @param most the longest batch that it wants
 * @param <C> its kind
 */
record GuardedSink<C extends Component>(Guarded<C> component, Call<C> call, Predicate<String> filter,
        boolean givesUpItself, int most) implements Sink {
    /** How events are handed to a component of some kind. */
    @FunctionalInterface
    interface Call<C> {
        Delivery of(C component, List<AuditEntry> batch, boolean again) throws IOException, InterruptedException;
    }

    static Sink of(Guarded<AuditExporter> exporter, int most) {
        return new GuardedSink<>(exporter, (sink, batch, again) -> sink.export(batch), action -> true, false,
                Math.max(1, most));
    }

    static Sink of(Guarded<WebhookSink> webhook) {
        return new GuardedSink<>(webhook,
                (sink, batch, again) -> again
                        ? sink.redeliver(batch.getFirst())
                        : sink.deliver(batch.getFirst()),
                action -> webhook.call(sink -> sink.wants(action), answer -> false, reason -> Boolean.TRUE),
                webhook.call(WebhookSink::givesUpItself, answer -> false, reason -> Boolean.FALSE), 1);
    }

    @Override
    public Attempt hand(List<AuditEntry> batch, boolean again) {
        return component.call(sink -> attempt(sink, batch, again), one -> one.delivery() instanceof Delivery.Retry,
                reason -> new Attempt(new Delivery.Retry(reason), true));
    }

    private Attempt attempt(C sink, List<AuditEntry> batch, boolean again) {
        try {
            return new Attempt(call.of(sink, batch, again), true);
        } catch (ConnectException | UnknownHostException | NoRouteToHostException nobody) {
            return new Attempt(new Delivery.Retry(String.valueOf(nobody.getMessage())), false);
        } catch (IOException failed) {
            return new Attempt(new Delivery.Retry(String.valueOf(failed.getMessage())), true);
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
            return new Attempt(new Delivery.Retry("the call was interrupted"), true);
        }
    }

    @Override
    public boolean wants(String action) {
        return filter.test(action);
    }

    @Override
    public boolean outdated() {
        return component.outdated();
    }

    @Override
    public void close() {
        component.close();
    }
}
