package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.RecoverIdentity;
import io.pilothouse.protocol.command.Reply;

/**
 * {@code recover_identity} (R2): refused, because this registry trusts no issuer of recovery statements
 * ({@code commands-enterprise.md} 14.6).
 */
public final class RecoverIdentityHandler implements Query<RecoverIdentity> {
    @Override
    public CommandType<RecoverIdentity, ?> type() {
        return RecoverIdentity.TYPE;
    }

    @Override
    public Reply answer(RecoverIdentity command, Context context) {
        if (command.recovery().isEmpty() || command.recoverySignature().isEmpty() || command.newPublicKey().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID,
                    "recover_identity requires recovery, recovery_sig, new_public_key");
        }
        throw new Refusal(Refusal.Code.UNSUPPORTED,
                "recovery verification failed: this registry has no issuer keys configured");
    }
}
