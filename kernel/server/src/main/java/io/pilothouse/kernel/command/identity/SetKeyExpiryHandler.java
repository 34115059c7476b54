package io.pilothouse.kernel.command.identity;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.KeyTimes;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.Rfc3339;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetKeyExpiry;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * {@code set_key_expiry}: SIG(node)|ADMIN, for members of an enterprise network. The time is checked before the caller, as R1
 * does; whole seconds count.
 */
public final class SetKeyExpiryHandler implements Mutation<SetKeyExpiry> {
    private static final Duration LONGEST = Duration.ofDays(10 * 365);

    @Override
    public CommandType<SetKeyExpiry, ?> type() {
        return SetKeyExpiry.TYPE;
    }

    @Override
    public Decision decide(SetKeyExpiry command, Context context) {
        boolean clear = command.expiresAt().isEmpty() || command.expiresAt().equals("never");
        OffsetDateTime expiry = clear ? null : parse(command.expiresAt(), context.now());
        Node node = context.node(command.node());
        Principal actor = context.signedOrAdmin(node);
        if (!inEnterpriseNetwork(node.id(), context)) {
            throw new Refusal(Refusal.Code.FORBIDDEN,
                    "enterprise feature: key expiry requires enterprise network membership");
        }
        String text = expiry == null ? "" : Rfc3339.text(expiry);
        KeyLife life = node.keyLife().expiring(expiry == null ? 0 : expiry.toEpochSecond() * 1000, text);
        AuditEvent event = AuditEvent.of(clear ? "key.expiry_cleared" : "key.expiry_set").and("node_id", node.id());
        if (!clear) {
            event = event.and("expires_at", text);
        }
        String before = KeyTimes.expiry(node.keyLife());
        return Decision.reply(new SetKeyExpiry.Ok(node.id(), text), actor)
                .change(new Change.NodePut(node.with(edit -> edit.keyLife(life))))
                .event(before.isEmpty() ? event : event.and("old_expires_at", before));
    }

    private static OffsetDateTime parse(String text, long now) {
        OffsetDateTime expiry;
        try {
            expiry = Rfc3339.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(Refusal.Code.INVALID, "invalid expires_at: " + unreadable.getMessage());
        }
        long seconds = WireTime.seconds(now);
        if (expiry.toEpochSecond() < seconds) {
            throw new Refusal(Refusal.Code.INVALID, "expires_at must be in the future");
        }
        if (expiry.toEpochSecond() > seconds + LONGEST.toSeconds()) {
            throw new Refusal(Refusal.Code.INVALID, "invalid expires_at: cannot exceed 10 years");
        }
        return expiry;
    }

    private static boolean inEnterpriseNetwork(NodeId node, Context context) {
        return context.state().networksOf(node).stream().anyMatch(
                network -> context.state().network(network).filter(Network::enterprise).isPresent());
    }
}
