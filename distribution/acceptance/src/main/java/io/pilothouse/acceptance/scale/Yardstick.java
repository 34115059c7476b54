package io.pilothouse.acceptance.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How much slower the machine is at the moment than the one that bounds in seconds were set for: the time of a fixed piece of
 * work on two threads, in proportion to what it takes on that machine while nothing else runs there. With two busy neighbours
 * on the two cores both this and the start of a registry took 2.0 times as long, so a bound times the pace still tells a slow
 * program from a slow machine.
 *
 * <p>Threads: one.
 */
public final class Yardstick {
    /** Seconds of one reading on two quiet cores of the machine that the design's figures come from. */
    private static final double QUIET = 0.25;
    private static final int THREADS = 2;
    private static final int SORTS = 3;
    private static final int NUMBERS = 1_000_000;
    private static final int WARMING = 3;

    private final List<Double> readings = new ArrayList<>();

    /** A yardstick without a reading; the work has been done a few times, so that it is compiled. */
    public Yardstick() {
        for (int i = 0; i < WARMING; i++) {
            seconds();
        }
    }

    /** Takes a reading, which keeps two cores busy for about a quarter of a second. */
    public void read() {
        readings.add(seconds());
    }

    /**
     * How many times as long as on the quiet machine the work took, in the median of the readings; never less than 1, because
     * a faster machine makes no bound narrower.
     *
     * @throws IllegalStateException when there is no reading
     */
    public double pace() {
        if (readings.isEmpty()) {
            throw new IllegalStateException("read the yardstick before asking it for the pace");
        }
        double median = readings.stream().sorted().toList().get(readings.size() / 2);
        return Math.max(1, median / QUIET);
    }

    private static double seconds() {
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            long seed = i;
            work.add(() -> sorted(seed));
        }
        long before = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Long> part : threads.invokeAll(work)) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("sorting failed", e.getCause());
        }
        return (System.nanoTime() - before) / 1e9;
    }

    private static long sorted(long seed) {
        long smallest = 0;
        for (int i = 0; i < SORTS; i++) {
            long[] numbers = new SplittableRandom(seed + i).longs(NUMBERS).toArray();
            Arrays.sort(numbers);
            smallest += numbers[0];
        }
        return smallest;
    }
}
