package io.pilothouse.kernel.commit;

import io.pilothouse.protocol.NodeId;

/** Is told of every request before it is processed. Threads: any. Failure: must not throw. */
@FunctionalInterface
public interface RequestCount {
    /** Counts nothing. */
    RequestCount NONE = subject -> {};

    /**
     * A request came.
     *
     * @param subject the number in its field {@code node_id}, {@link NodeId#NONE} when there is none
     */
    void counted(NodeId subject);
}
