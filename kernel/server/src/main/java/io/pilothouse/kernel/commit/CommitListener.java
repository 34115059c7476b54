package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.model.JournalRecord;

/** Is told of every durable record. */
@FunctionalInterface
public interface CommitListener {
    /**
     * A record is durable and published.
     *
     * <p>Threads: the committer's, so it must be quick. Order: of sequence. Failure: a throw is logged and changes nothing.
     */
    void committed(JournalRecord committed);
}
