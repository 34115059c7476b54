package io.pilothouse.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Writes one event as one line, without the line's end. Many threads. */
@FunctionalInterface
interface Line {
    void write(ILoggingEvent event, StringBuilder line);
}
