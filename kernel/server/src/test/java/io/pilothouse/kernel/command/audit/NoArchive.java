package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.command.GetAuditTrail;

/** For benches without a journal. */
public final class NoArchive implements TrailArchive {
    private static Refusal refusal() {
        return new Refusal(Refusal.Code.UNSUPPORTED, "this bench has no journal");
    }

    @Override
    public GetAuditLog.Ok search(TrailQuestion question) {
        throw refusal();
    }

    @Override
    public GetAuditProof.Ok prove(GetAuditProof wanted) {
        throw refusal();
    }

    @Override
    public GetAuditTrail.Ok entries(GetAuditTrail wanted) {
        throw refusal();
    }
}
