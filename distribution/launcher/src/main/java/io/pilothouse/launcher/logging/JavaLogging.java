package io.pilothouse.launcher.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Brings the lines of {@code java.util.logging}, which parts of the JDK and some libraries use, into the one log. */
final class JavaLogging extends Handler {
    private final SimpleFormatter message = new SimpleFormatter();

    private JavaLogging() {}

    static void redirect() {
        LogManager.getLogManager().reset();
        LogManager.getLogManager().getLogger("").addHandler(new JavaLogging());
    }

    @Override
    public void publish(LogRecord line) {
        Logger logger = LoggerFactory
                .getLogger(line.getLoggerName() == null ? "java.util.logging" : line.getLoggerName());
        LoggingEventBuilder event = logger.atLevel(level(line.getLevel()));
        if (line.getThrown() != null) {
            event = event.setCause(line.getThrown());
        }
        event.log(message.formatMessage(line));
    }

    private static org.slf4j.event.Level level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
