package io.pilothouse.spi;

import java.io.IOException;
import java.util.List;

/** Takes the audit trail to a system that keeps it: a SIEM, a log collector, a file. */
public interface AuditExporter extends Component {
    /**
     * Hands over events.
     *
     * <p>Threads: one at a time, of its own; it may block. Order: of ids, each batch after the one before it was done with;
     * after a restart, or when the registry cannot know what became of a batch, events come again with the same ids. Failure: an
     * {@link IOException} and any other throw count as {@link Delivery.Retry}, as does no answer before the kernel's deadline
     * (then the thread is interrupted). The registry loses nothing while a receiver is away: events wait in its journal.
     *
     * @param batch at least one event, at most {@link #most}
     */
    Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException;

    /**
     * The longest batch that it wants, at least 1.
     *
     * <p>Threads: any. Order: constant for the life of the component.
     */
    default int most() {
        return 1;
    }

    /** Makes exporters of one type. */
    non-sealed interface Factory extends ComponentFactory<AuditExporter> {}
}
