package io.pilothouse.kernel.plugin;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds threads in which plugins want to end the registry. Java has no way to forbid {@code Runtime.exit}, but since 21 it writes
 * a log line first, on the thread that calls it: from a plugin's code nothing comes back from there. It costs the plugin its
 * place. Of {@code Runtime.halt} there is no such line.
 *
 * <p>A plugin's code is told by the group of its thread, and on threads that have no such group, which are virtual ones and
 * those of the JDK, by who is on the stack.
 */
final class ExitGuard extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ExitGuard.class);
    /** Kept, because loggers go when nobody holds them, with their handlers. */
    private static final Logger EXITS = Logger.getLogger("java.lang.Runtime");
    private static final long WHILE = 1_000_000_000;
    private static final String GROUP = "plugin ";
    /** With hidden frames: a method reference is one, and it may be all that is there of a plugin. */
    private static final StackWalker STACK = StackWalker
            .getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));
    private static final Map<ClassLoader, String> PLUGINS = Collections.synchronizedMap(new WeakHashMap<>());

    private ExitGuard() {}

    /** From now on. */
    static synchronized void install() {
        if (EXITS.getHandlers().length == 0) {
            EXITS.setUseParentHandlers(false);
            EXITS.addHandler(new ExitGuard());
            EXITS.setLevel(Level.FINE);
        }
    }

    /** The group of the threads in which a plugin's code runs. */
    static ThreadGroup group(String plugin) {
        return new ThreadGroup(GROUP + plugin);
    }

    /** Tells whose classes a loader has. */
    static void know(ClassLoader loader, String plugin) {
        PLUGINS.put(loader, plugin);
    }

    @Override
    public void publish(LogRecord line) {
        Optional<String> plugin = plugin();
        if (plugin.isEmpty()) {
            return;
        }
        LOG.atError().addKeyValue("plugin", plugin.orElseThrow()).setCause(line.getThrown())
                .log("a plugin wants to end the registry; its thread is held for good");
        while (true) {
            try {
                // The pool that all share gets another thread for this one.
                ForkJoinPool.managedBlock(new Held());
            } catch (InterruptedException | RuntimeException goOnHolding) {
                LockSupport.parkNanos(this, WHILE);
            }
        }
    }

    private static Optional<String> plugin() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        if (group != null && group.getName().startsWith(GROUP)) {
            return Optional.of(group.getName().substring(GROUP.length()));
        }
        return STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass).filter(ExitGuard::strange).findFirst())
                .map(type -> PLUGINS.getOrDefault(type.getClassLoader(), type.getName()));
    }

    /** Whether a class is neither the JDK's nor the host's, so also one that a plugin loads in a way of its own. */
    private static boolean strange(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        ClassLoader host = ExitGuard.class.getClassLoader();
        while (host != null && host != loader) {
            host = host.getParent();
        }
        return host != loader;
    }

    /** Never ends. */
    private static final class Held implements ForkJoinPool.ManagedBlocker {
        @Override
        public boolean block() {
            LockSupport.park(this);
            // So that an interrupt does not make a busy loop of it.
            Thread.interrupted();
            return isReleasable();
        }

        @Override
        public boolean isReleasable() {
            return false;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
