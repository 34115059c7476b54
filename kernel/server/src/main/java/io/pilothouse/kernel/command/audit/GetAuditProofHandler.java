package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Search;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetAuditProof;

/** {@code get_audit_proof}: ADMIN. */
public final class GetAuditProofHandler implements Search<GetAuditProof> {
    private final TrailArchive archive;

    public GetAuditProofHandler(TrailArchive archive) {
        this.archive = archive;
    }

    @Override
    public CommandType<GetAuditProof, ?> type() {
        return GetAuditProof.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Work begin(GetAuditProof command, Context context) {
        context.admin();
        return () -> archive.prove(command);
    }
}
