package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.SubmitBadge;

/**
 * {@code submit_badge} (R2): SIG(node), then refused, because this registry trusts no issuer of badges; clients treat badges as
 * optional ({@code commands-enterprise.md} 14.6).
 */
public final class SubmitBadgeHandler implements Query<SubmitBadge> {
    @Override
    public CommandType<SubmitBadge, ?> type() {
        return SubmitBadge.TYPE;
    }

    @Override
    public Reply answer(SubmitBadge command, Context context) {
        if (command.badge().isEmpty() || command.badgeSignature().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "submit_badge requires badge and badge_sig");
        }
        Node node = context.node(command.node());
        if (context.caller().signature() instanceof SignatureEvidence.Absent) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "missing signature");
        }
        context.signed(node);
        throw new Refusal(Refusal.Code.UNSUPPORTED,
                "badge verification failed: this registry has no issuer keys configured");
    }
}
