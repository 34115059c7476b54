package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.Component;
import io.pilothouse.spi.StartupException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A component being made on a thread of its own. One that comes too late is closed, and holds its plugin until then. */
final class Making<C extends Component> {
    private static final Logger LOG = LoggerFactory.getLogger(Making.class);

    private final C component;

    /**
     * Makes it.
     *
     * @param owner holds its plugin already; is released if nothing comes of it
     */
    Making(String instance, LoadedVersion owner, Callable<C> work) throws StartupException {
        AtomicReference<C> made = new AtomicReference<>();
        boolean waits = false;
        boolean done = false;
        try {
            component = PluginThread.call(owner.threads(), "make-" + instance, PluginThread.DEADLINE, () -> {
                Optional<StartupException> failed = owner.watched(instance, PluginThread.DEADLINE.toNanos(), () -> {
                    try {
                        made.set(work.call());
                        return Optional.empty();
                    } catch (Throwable thrown) {
                        // Also errors: they come from the plugin's code.
                        return Optional.of(unusable(instance, thrown));
                    }
                });
                if (failed.isPresent()) {
                    throw failed.get();
                }
                return made.get();
            }, () -> {
                close(instance, owner, made.get());
                owner.release();
            });
            done = true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StartupException expected) {
                throw expected;
            }
            throw new StartupException(instance + " cannot be made: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            waits = true;
            throw new StartupException(
                    instance + " was not made within " + PluginThread.DEADLINE.toSeconds() + " s", late);
        } catch (InterruptedException stop) {
            waits = true;
            Thread.currentThread().interrupt();
            throw new StartupException("the registry is shutting down", stop);
        } finally {
            if (!done && !waits) {
                owner.release();
            }
        }
    }

    /** Why nothing was made, without anything that is the plugin's: the caller looks at it on his thread. */
    private static StartupException unusable(String instance, Throwable thrown) {
        if (thrown instanceof StartupException expected) {
            return new StartupException(PluginFailure.shortened(String.valueOf(expected.getMessage())),
                    expected.getCause() == null ? null : PluginFailure.of(expected.getCause()));
        }
        PluginFailure failed = PluginFailure.of(thrown);
        return new StartupException(instance + " cannot be made: " + failed.getMessage(), failed);
    }

    private static void close(String instance, LoadedVersion owner, Component late) {
        if (late == null) {
            return;
        }
        try {
            owner.watched("close-" + instance, PluginThread.DEADLINE.toNanos(), () -> {
                late.close();
                return true;
            });
        } catch (RuntimeException | Error failed) {
            // Also errors: a stopped call is one.
            LOG.warn("{}, which came too late, could not be closed cleanly", instance, failed);
        }
    }

    C component() {
        return component;
    }
}
