package io.pilothouse.launcher.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.time.ZoneId;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log of the process: every line once, on standard error.
 *
 * <p><b>Threads:</b> may be called at any time from any one thread; lines that are written meanwhile may be lost.
 */
public final class Logging {
    /** Everything of Pilothouse; the level that the operator chooses is for these loggers. */
    static final String OWN = "io.pilothouse";

    private Logging() {}

    /**
     * Replaces what was set up before.
     *
     * @param format how a line looks
     * @param level the lowest level that is written; libraries stay at INFO or above, as their details drown ours
     */
    public static void configure(Format format, org.slf4j.event.Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, format, level);
            JavaLogging.redirect();
        } else {
            throw new IllegalStateException("the logging backend is not logback but "
                    + LoggerFactory.getILoggerFactory().getClass().getName() + "; take the other one out of lib/base");
        }
    }

    static void configure(LoggerContext context, Format format, org.slf4j.event.Level level) {
        context.reset();
        Encoder<ILoggingEvent> encoder = new LineEncoder(
                switch (format) {
                    case TEXT -> new TextLine(ZoneId.systemDefault());
                    case JSON -> new JsonLine(ZoneId.systemDefault());
                });
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("standard-error");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Level own = Level.convertAnSLF4JLevel(level);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(own.isGreaterOrEqual(Level.INFO) ? own : Level.INFO);
        root.addAppender(console);
        context.getLogger(OWN).setLevel(own);
        // It tells every step of every plugin; what matters of it the kernel tells.
        context.getLogger("org.pf4j").setLevel(own.isGreaterOrEqual(Level.WARN) ? own : Level.WARN);
    }
}
