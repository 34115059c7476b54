package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.EnrollRecovery;
import io.pilothouse.protocol.command.Reply;

/**
 * {@code enroll_recovery} (R2): refused, because this registry trusts no issuer of enrolments. The statement is checked before
 * the node's signature, so nothing else is looked at ({@code commands-enterprise.md} 14.6).
 */
public final class EnrollRecoveryHandler implements Query<EnrollRecovery> {
    @Override
    public CommandType<EnrollRecovery, ?> type() {
        return EnrollRecovery.TYPE;
    }

    @Override
    public Reply answer(EnrollRecovery command, Context context) {
        if (command.enrollment().isEmpty() || command.enrollmentSignature().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "enroll_recovery requires enrollment and enrollment_sig");
        }
        throw new Refusal(Refusal.Code.UNSUPPORTED,
                "enrollment verification failed: this registry has no issuer keys configured");
    }
}
