package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Command;

/** Is told of every request that was refused and left no record. */
@FunctionalInterface
public interface DenialWatch {
    /** Ignores them. */
    DenialWatch NONE = denied -> {};

    /**
     * A refused request.
     *
     * @param what the command, or the page
     * @param signer the node that it says it is from, if any
     * @param scope the network that it is about; the backbone for none
     * @param source where it came from
     * @param refusal why
     */
    record Denied(String what, NodeId signer, NetworkId scope, Source source, Refusal refusal) {
        /** A refused command. */
        public static Denied command(Command command, Source source, Refusal refusal) {
            return new Denied(command.type().name(), command.signer(), command.scope(), source, refusal);
        }

        /** A page that was asked for with a wrong token. */
        public static Denied page(String path, Source source, Refusal refusal) {
            return new Denied(path, NodeId.NONE, NetworkId.BACKBONE, source, refusal);
        }
    }

    /**
     * A request was refused, for whatever reason.
     *
     * <p>Threads: event loops, those of pages and the committer's, so it must be quick whatever comes. Failure: must not throw.
     */
    void refused(Denied denied);
}
