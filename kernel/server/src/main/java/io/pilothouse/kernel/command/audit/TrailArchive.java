package io.pilothouse.kernel.command.audit;

import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.command.GetAuditTrail;
import java.io.IOException;

/**
 * The durable trail.
 *
 * <p>Threads: any that may wait. Failure: a {@code Refusal}, or an exception of the store.
 */
public interface TrailArchive {
    /** Entries that match, as far as a bounded amount of work finds them, and where to go on. */
    GetAuditLog.Ok search(TrailQuestion question) throws IOException;

    /** The newest checkpoint and proofs against it. */
    GetAuditProof.Ok prove(GetAuditProof wanted) throws IOException;

    /** The texts of entries as they are hashed. */
    GetAuditTrail.Ok entries(GetAuditTrail wanted) throws IOException;
}
