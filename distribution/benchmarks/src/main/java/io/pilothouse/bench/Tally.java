package io.pilothouse.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts events in what arrives, by a text that each has once, and waits for the last.
 *
 * <p>Threads: any.
 */
final class Tally {
    private final String sign;
    private final String end;
    private final LongAdder events = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * None yet.
     *
     * @param sign stands once in each event
     * @param end stands in the last event and in none before
     */
    Tally(String sign, String end) {
        this.sign = sign;
        this.end = end;
    }

    /**
     * A request has come.
     *
     * @return how many events it has
     */
    int take(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length())) {
            count++;
        }
        events.add(count);
        requests.increment();
        if (text.contains(end)) {
            ended.countDown();
        }
        return count;
    }

    /** Waits for the last event; whether it came. */
    boolean await(Duration longest) throws InterruptedException {
        return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    long events() {
        return events.sum();
    }

    long requests() {
        return requests.sum();
    }
}
