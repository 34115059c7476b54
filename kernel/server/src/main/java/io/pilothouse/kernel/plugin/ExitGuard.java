package io.pilothouse.kernel.plugin;

import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds threads of plugins that want to end the registry. Java has no way to forbid {@code Runtime.exit}, but since 21 it writes a
 * log line first, on the thread that calls it: one of a plugin does not come back from there. It costs the plugin its place. Of
 * {@code Runtime.halt} there is no such line.
 */
final class ExitGuard extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ExitGuard.class);
    /** Kept, because loggers go when nobody holds them, with their handlers. */
    private static final Logger EXITS = Logger.getLogger("java.lang.Runtime");
    private static final String GROUP = "plugin ";

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

    @Override
    public void publish(LogRecord line) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        if (group == null || !group.getName().startsWith(GROUP)) {
            return;
        }
        LOG.atError().addKeyValue("plugin", group.getName().substring(GROUP.length())).setCause(line.getThrown())
                .log("a plugin wants to end the registry; its thread is held for good");
        while (true) {
            LockSupport.park(this);
            // So that an interrupt does not make a busy loop of it.
            Thread.interrupted();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
