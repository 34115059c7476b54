package io.pilothouse.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.event.KeyValuePair;

/** What follows the message of an event: its key/value pairs in order, a foreign logger's name, a failure. */
final class Attributes {
    /** The keys that every line has. A pair with such a key must not shadow them for whoever filters by them. */
    private static final Set<String> TAKEN = Set.of("time", "level", "msg");

    private Attributes() {}

    static void forEach(ILoggingEvent event, BiConsumer<String, Object> action) {
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                action.accept(TAKEN.contains(pair.key) ? "attribute." + pair.key : String.valueOf(pair.key),
                        pair.value);
            }
        }
        // Our own messages say what they are about; those of libraries need the name to make sense.
        if (!event.getLoggerName().startsWith(Logging.OWN)) {
            action.accept("logger", event.getLoggerName());
        }
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            action.accept("error", failure.getClassName() + ": " + failure.getMessage());
            action.accept("stack", ThrowableProxyUtil.asString(failure).strip());
        }
    }

    /** Stands for a value whose text cannot be had: a log line must not end what it reports on. */
    static String unprintable(Throwable reason) {
        return "unprintable (" + reason.getClass().getName() + ")";
    }
}
