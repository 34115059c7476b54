package io.pilothouse.kernel.plugin;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the threads that are in plugins. One that works on after its deadline is stopped, and so is one that allocates
 * more than a quarter of the heap in one call, or together with others in its plugin more than half. One that only waits is left
 * alone: it costs nothing but its place.
 *
 * <p>Threads: any. Its own thread is there only while somebody is in a plugin.
 */
final class CallWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
    private static final long INTERVAL = 20;
    private static final long LINGER = 5_000;
    /** So much of the processor a call may still use after its deadline, to come to an end. */
    private static final long GRACE = Duration.ofMillis(500).toNanos();
    private static final long MEGABYTE = 1 << 20;

    private static final CallWatch ONE = new CallWatch(Runtime.getRuntime().maxMemory() / 4);

    private final long most;
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private boolean awake;

    /** What a call has done that it was stopped for. */
    enum Cause {
        /** It used the processor after its deadline. */
        TIME,
        /** It allocated too much. */
        MEMORY
    }

    /** That a call was stopped. */
    record Stopped(Cause cause, String why) {}

    /** A thread in a plugin. */
    static final class Visit {
        private final Thread thread = Thread.currentThread();
        private final String name;
        private final StopSwitch stop;
        private final long deadline;
        private final long allocatedBefore;
        private final Consumer<Stopped> told;
        private long cpuAtDeadline = -1;
        private boolean stopped;

        private Visit(String name, StopSwitch stop, long deadline, long allocatedBefore, Consumer<Stopped> told) {
            this.name = name;
            this.stop = stop;
            this.deadline = deadline;
            this.allocatedBefore = allocatedBefore;
            this.told = told;
        }
    }

    /** Loaded with the first call into a plugin that can be stopped. */
    private static final class Threads {
        private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    }

    CallWatch(long most) {
        this.most = most;
    }

    static CallWatch one() {
        return ONE;
    }

    /**
     * The calling thread goes into a plugin.
     *
     * @param deadline as {@link System#nanoTime}
     * @param told is told if it is stopped, on another thread
     */
    Visit enter(String name, StopSwitch stop, long deadline, Consumer<Stopped> told) {
        Visit visit = new Visit(name, stop, deadline, Threads.BEAN.getCurrentThreadAllocatedBytes(), told);
        visits.add(visit);
        wake();
        return visit;
    }

    /** The calling thread is out again. */
    void leave(Visit visit) {
        visits.remove(visit);
        // While it is being stopped: so that it is not condemned after it has left.
        synchronized (visit) {
            visit.stopped = true;
            visit.stop.pardon(visit.thread);
        }
    }

    private synchronized void wake() {
        if (!awake) {
            awake = true;
            Thread.ofPlatform().daemon().name("pilothouse-plugin-watch").start(this::watch);
        }
    }

    private void watch() {
        long seen = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                if (!visits.isEmpty()) {
                    seen = System.nanoTime();
                    look();
                } else if (System.nanoTime() - seen > LINGER * 1_000_000) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                awake = false;
            }
            if (!visits.isEmpty()) {
                wake();
            }
        }
    }

    private void look() {
        List<Visit> now = List.copyOf(visits);
        long[] ids = now.stream().mapToLong(visit -> visit.thread.threadId()).toArray();
        long[] allocated = Threads.BEAN.getThreadAllocatedBytes(ids);
        Map<StopSwitch, Long> together = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            allocated[i] = allocated[i] < 0 ? 0 : allocated[i] - now.get(i).allocatedBefore;
            together.merge(now.get(i).stop, allocated[i], Long::sum);
        }
        long time = System.nanoTime();
        for (int i = 0; i < ids.length; i++) {
            Visit visit = now.get(i);
            long all = together.get(visit.stop);
            if (allocated[i] > most || all > 2 * most && allocated[i] > most / 8) {
                stop(visit, new Stopped(Cause.MEMORY, allocated[i] > most
                        ? "it allocated " + allocated[i] / MEGABYTE + " MB in one call, more than the "
                                + most / MEGABYTE
                                + " MB that are allowed"
                        : "calls in its plugin allocated " + all / MEGABYTE + " MB at the same time, more than the "
                                + 2 * most / MEGABYTE + " MB that are allowed"));
            } else if (time - visit.deadline > 0) {
                late(visit);
            }
        }
    }

    private static void late(Visit visit) {
        long cpu = Threads.BEAN.getThreadCpuTime(visit.thread.threadId());
        if (cpu < 0) {
            return;
        }
        if (visit.cpuAtDeadline < 0) {
            visit.cpuAtDeadline = cpu;
        } else if (cpu - visit.cpuAtDeadline > GRACE) {
            stop(visit, new Stopped(Cause.TIME, "it went on working after its deadline"));
        }
    }

    private static void stop(Visit visit, Stopped stopped) {
        synchronized (visit) {
            if (visit.stopped) {
                return;
            }
            visit.stopped = true;
            visit.stop.condemn(visit.thread, stopped.why());
        }
        LOG.atError().addKeyValue("instance", visit.name).addKeyValue("reason", stopped.why())
                .log("a call in a plugin is being stopped");
        visit.told.accept(stopped);
    }
}
