package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.follow.AuditDelivery;
import io.pilothouse.kernel.follow.CourierMeter;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.ops.RegistryMetrics;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Delivery of events in numbers: R1's names, which come true ({@code events-and-exports.md} 8), and ours for each sink. The sinks
 * of networks are one in all labels, as there may be any number of them.
 */
final class DeliveryMetrics implements CourierMeter {
    private final RegistryMetrics.Tally exports;
    private final RegistryMetrics.Tally exportErrors;
    private final RegistryMetrics.Tallies webhooks;
    private final RegistryMetrics.Tallies events;

    DeliveryMetrics(RegistryMetrics metrics) {
        exports = metrics.tally("pilot_audit_exports_total", "Audit events that exports have delivered.");
        exportErrors = metrics.tally("pilot_audit_export_errors_total",
                "Audit events that exports have given up or lost.");
        webhooks = metrics.tallies("pilot_webhook_deliveries_total", "Events for webhooks by what became of them.",
                "result");
        events = metrics.tallies("pilothouse_sink_events_total",
                "Events by sink and what became of them: delivered, failed (dead letters), dropped (lost), retried.",
                "sink", "result");
    }

    void lags(RegistryMetrics metrics, AuditDelivery delivery) {
        metrics.gauge("pilot_webhook_dlq_size", "Dead letters of all webhooks.",
                () -> delivery.lags().stream().filter(one -> one.place().kind() == Integration.Kind.WEBHOOK)
                        .mapToLong(AuditDelivery.Lag::deadLetters).sum());
        sinks(metrics, delivery, "pilothouse_sink_lag_events", "Events that a sink has not dealt with.",
                AuditDelivery.Lag::events);
        sinks(metrics, delivery, "pilothouse_sink_lag_seconds", "Age of the oldest event that waits for a sink.",
                AuditDelivery.Lag::seconds);
        sinks(metrics, delivery, "pilothouse_sink_dead_letters", "Dead letters that are kept for a sink.",
                AuditDelivery.Lag::deadLetters);
    }

    private static void sinks(RegistryMetrics metrics, AuditDelivery delivery, String name, String help,
            ToLongFunction<AuditDelivery.Lag> value) {
        metrics.gauges(name, help, "sink", () -> delivery.lags().stream()
                .collect(Collectors.toMap(one -> label(one.place()), value::applyAsLong, Math::max)));
    }

    private static String label(Integration.Place place) {
        return place.scope().backbone() ? place.sink() : place.kind().name().toLowerCase(Locale.ROOT) + "-networks";
    }

    @Override
    public void count(Integration.Place sink, What what, long number) {
        if (number == 0) {
            return;
        }
        events.add(number, label(sink), what.name().toLowerCase(Locale.ROOT));
        boolean lost = what == What.FAILED || what == What.DROPPED;
        if (sink.kind() == Integration.Kind.AUDIT_EXPORT) {
            if (what == What.DELIVERED) {
                exports.add(number);
            } else if (lost) {
                exportErrors.add(number);
            }
        } else if (what != What.RETRIED) {
            webhooks.add(number, switch (what) {
                case DELIVERED -> "ok";
                case DROPPED -> "dropped";
                default -> "error";
            });
        }
    }
}
