package io.pilothouse.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Sends prepared requests over some connections for some time. The calling thread does everything.
 */
final class Load {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long HIGHEST = Duration.ofMinutes(2).toNanos();

    private final Requests requests;
    private final Histogram latencies = new Histogram(HIGHEST, 3);
    private long count;
    private int next;
    private long answered;
    private long errors;
    private String firstError = "";

    private Load(Requests requests) {
        this.requests = requests;
    }

    /** How much is sent at once and for how long; a run ends at the first of the two limits. */
    record Shape(Mode mode, int connections, int depth, Duration time, long count) {}

    /** What came of it. */
    record Result(long answered, long errors, String firstError, double seconds, Histogram latencies) {
        double perSecond() {
            return answered / seconds;
        }

        double micros(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** Several runs over the same requests; those that can be used only once go on where the last run ended. */
    static final class Series {
        private final Load load;

        Series(Requests requests) {
            load = new Load(requests);
        }

        Result run(InetSocketAddress address, Shape shape) throws IOException {
            return load.run(address, shape);
        }
    }

    /** The next request, or null when there is none. Called by the lanes. */
    byte[] next() {
        if (count <= 0 || next >= requests.frames().size() && !requests.repeatable()) {
            return null;
        }
        if (next >= requests.frames().size()) {
            next = 0;
        }
        count--;
        return requests.frames().get(next++);
    }

    /** A reply came. Called by the lanes. */
    void answered(long nanos, String error) {
        answered++;
        latencies.recordValue(Math.min(nanos, HIGHEST));
        if (!error.isEmpty()) {
            errors++;
            firstError = firstError.isEmpty() ? error : firstError;
        }
    }

    private Result run(InetSocketAddress address, Shape shape) throws IOException {
        latencies.reset();
        answered = 0;
        errors = 0;
        count = shape.count();
        List<Lane> lanes = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < shape.connections(); i++) {
                lanes.add(new Lane(address, shape.mode(), shape.depth(), this, selector));
            }
            long from = System.nanoTime();
            for (Lane lane : lanes) {
                lane.fill();
            }
            drive(selector, lanes, from + shape.time().toNanos());
            double seconds = (System.nanoTime() - from) / 1e9;
            return new Result(answered, errors, firstError, seconds, latencies.copy());
        } finally {
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    private void drive(Selector selector, List<Lane> lanes, long until) throws IOException {
        long quietSince = System.nanoTime();
        while (lanes.stream().anyMatch(lane -> lane.inFlight() > 0)) {
            for (int i = 0; i < 256 && select(selector) > 0; i++) {
                quietSince = System.nanoTime();
            }
            long now = System.nanoTime();
            if (now > until) {
                count = 0;
            }
            if (now - quietSince > PATIENCE) {
                throw new IOException("no reply for 30 s");
            }
        }
    }

    private static int select(Selector selector) throws IOException {
        int ready = selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
            ((Lane) key.attachment()).ready();
        }
        selector.selectedKeys().clear();
        return ready;
    }
}
