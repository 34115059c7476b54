package io.pilothouse.kernel.ops;

import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.net.NetMetrics;
import io.pilothouse.kernel.net.Operation;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happens on the protocol port. */
public final class NetworkTraffic implements NetMetrics {
    private static final Logger LOG = LoggerFactory.getLogger("request");

    private final RegistryMetrics metrics;
    private final StatisticsKeeper statistics;
    private final LongAdder open = new LongAdder();
    private final Counter accepted;
    private final Counter refused;
    private final Counter closed;
    private final Counter protocols;
    private final Counter received;
    private final Counter sent;
    private final Counter malformed;
    private final Counter limited;

    public NetworkTraffic(RegistryMetrics metrics, StatisticsKeeper statistics) {
        this.metrics = metrics;
        this.statistics = statistics;
        metrics.gauge("pilothouse_connections_open", "Open protocol connections.", open::sum);
        accepted = metrics.counter("pilothouse_connections_total", "Protocol connections that were let in.");
        refused = metrics.labelled("pilothouse_connections_refused_total",
                "Protocol connections not let in, by reason.",
                "reason");
        closed = metrics.labelled("pilothouse_connections_closed_total", "Protocol connections that ended, by reason.",
                "reason");
        protocols = metrics.labelled("pilothouse_connections_speaking_total",
                "What protocol connections speak; one with TLS counts twice.", "protocol");
        received = metrics.counter("pilothouse_received_bytes_total", "Bytes of the protocol that came in.");
        sent = metrics.counter("pilothouse_sent_bytes_total", "Bytes of the protocol that went out.");
        malformed = metrics.labelled("pilothouse_malformed_frames_total", "Frames that held no message, by kind.",
                "kind");
        limited = metrics.labelled("pilothouse_rate_limited_total",
                "Requests refused by a limit per operation and address.", "operation");
    }

    @Override
    public void opened() {
        open.increment();
        accepted.inc();
    }

    @Override
    public void refused(Refused why) {
        refused.labelValues(label(why)).inc();
    }

    @Override
    public void closed(Closing why) {
        open.decrement();
        closed.labelValues(label(why)).inc();
    }

    @Override
    public void speaks(Speaks what) {
        protocols.labelValues(label(what)).inc();
    }

    @Override
    public void received(int bytes) {
        received.inc(bytes);
    }

    @Override
    public void sent(int bytes) {
        sent.inc(bytes);
    }

    @Override
    public void malformed(Malformed what) {
        malformed.labelValues(label(what)).inc();
    }

    @Override
    public void limited(Operation operation) {
        limited.labelValues(label(operation)).inc();
    }

    @Override
    public void answered(String command, Form form, long nanoseconds, Outcome outcome) {
        metrics.request(command, outcome instanceof Outcome.Refused, nanoseconds);
        if (form == Form.PASSTHROUGH) {
            statistics.counted();
        }
        if (LOG.isDebugEnabled()) {
            LOG.atDebug().addKeyValue("type", command).addKeyValue("form", label(form))
                    .addKeyValue("micros", nanoseconds / 1000)
                    .addKeyValue("error", outcome instanceof Outcome.Refused failure ? failure.text() : "")
                    .log("request");
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
