package io.pilothouse.launcher.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.event.Level;

/**
 * What logback finds at the first log line, before the configuration is read: text, INFO, standard error. Without it
 * logback would look for files and, finding none, print everything to standard output.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {
    /** Made by logback's service lookup. */
    public QuietStart() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.configure(context, Format.TEXT, Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
