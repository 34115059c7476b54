package io.pilothouse.kernel.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stops threads in one version of a plugin: from the next method, loop or array of the plugin on they get a
 * {@link StoppedCallError}. What a thread does in the JDK or in native code it does to the end.
 *
 * <p>Threads: any.
 */
final class StopSwitch {
    /** Stops nothing. */
    static final StopSwitch NONE = new StopSwitch(List.of());

    private final List<Copy> copies;
    private final Map<Thread, String> condemned = new ConcurrentHashMap<>();
    private String over;

    /** A copy of {@link StopCheck} in one module. */
    @FunctionalInterface
    interface Copy {
        /** Sets its judge. */
        void judge(Runnable judge);
    }

    StopSwitch(List<Copy> copies) {
        this.copies = List.copyOf(copies);
    }

    /** Whether there is anything to switch: classes of the bundle are loaded as they are. */
    boolean works() {
        return !copies.isEmpty();
    }

    /**
     * Does something in the plugin that is stopped if it goes on working long after a deadline, or takes too much memory. What it
     * throws comes out as {@link PluginFailure#contained} tells.
     *
     * @param told is told if it is stopped, on another thread
     */
    <T> T watched(String name, long nanoseconds, Consumer<CallWatch.Stopped> told, Supplier<T> work) {
        if (!works()) {
            return PluginFailure.contained(work);
        }
        CallWatch.Visit visit = CallWatch.one().enter(name, this, System.nanoTime() + nanoseconds, told);
        try {
            return PluginFailure.contained(work);
        } finally {
            CallWatch.one().leave(visit);
        }
    }

    /** Stops a thread in the plugin. */
    synchronized void condemn(Thread thread, String why) {
        condemned.put(thread, why);
        set();
    }

    /** The thread has left the plugin. */
    synchronized void pardon(Thread thread) {
        if (condemned.remove(thread) != null) {
            set();
        }
    }

    /** Stops whatever thread is in the plugin, or comes in: it was dropped. */
    synchronized void end(String why) {
        over = why;
        set();
    }

    private void set() {
        Runnable judge = null;
        if (over != null) {
            String why = over;
            judge = () -> {
                throw new StoppedCallError(why);
            };
        } else if (!condemned.isEmpty()) {
            judge = this::judge;
        }
        for (Copy copy : copies) {
            copy.judge(judge);
        }
    }

    private void judge() {
        String why = condemned.get(Thread.currentThread());
        if (why != null) {
            throw new StoppedCallError(why);
        }
    }
}
