package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.KeyTimes;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.WireTime;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Reply;
import java.util.Optional;

/**
 * {@code heartbeat}: SIG(node), checked every time; there is no memory of earlier proofs ({@code commands-core.md} Part IV 6).
 * It changes the stored state only when the extended form brings another address. An expired key is refused before anything
 * else, because everybody may know of it by {@code get_key_info}; at most once an hour per node the audit trail says so.
 */
public final class HeartbeatHandler implements Mutation<Heartbeat> {
    private final KernelPolicy policy;

    public HeartbeatHandler(KernelPolicy policy) {
        this.policy = policy;
    }

    @Override
    public CommandType<Heartbeat, ?> type() {
        return Heartbeat.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public Optional<Reply> answerWithoutChange(Heartbeat command, Context context) {
        Node node = context.node(command.node());
        if (node.keyLife().expiredAt(context.now())) {
            if (reportable(node, context)) {
                return Optional.empty();
            }
            throw expired(node);
        }
        proof(command, node, context);
        if (!address(command, node, context).equals(node.realAddress())) {
            return Optional.empty();
        }
        context.presence().seen(node.id(), context.now());
        return Optional.of(reply(node, context));
    }

    @Override
    public Decision decide(Heartbeat command, Context context) {
        Node node = context.node(command.node());
        if (node.keyLife().expiredAt(context.now())) {
            if (!reportable(node, context)) {
                throw expired(node);
            }
            Principal owner = context.signed(node);
            context.presence().reported(node.id(), context.now());
            return Decision.refuse(expired(node), owner)
                    .event(AuditEvent.of("key.expired_heartbeat_blocked").and("node_id", node.id()));
        }
        Principal actor = proof(command, node, context);
        String address = address(command, node, context);
        Decision decision = Decision.reply(reply(node, context), actor).seen(node.id());
        return address.equals(node.realAddress())
                ? decision
                : decision.change(new Change.NodePut(node.with(edit -> edit.realAddress(address))));
    }

    /** Only the node itself gets an entry in the audit trail, not everybody who knows its number. */
    private static boolean reportable(Node node, Context context) {
        return context.caller().signature() instanceof SignatureEvidence.Verified
                && context.presence().reportDue(node.id(), context.now());
    }

    private Principal proof(Heartbeat command, Node node, Context context) {
        Principal actor = context.signed(node);
        if (command.time().isPresent()
                && Math.abs(command.time().getAsDouble() * 1000 - context.now()) > policy.heartbeatWindow()
                        .toMillis()) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "heartbeat: ts outside the accepted window");
        }
        return actor;
    }

    /** Where the node is after this. A signature that covers the time does not cover an address, so that stays then. */
    private static String address(Heartbeat command, Node node, Context context) {
        return command.listenAddress().isEmpty() || command.time().isPresent()
                ? node.realAddress()
                : Transport.observed(command.listenAddress(), context.caller().source());
    }

    private static Heartbeat.Ok reply(Node node, Context context) {
        return new Heartbeat.Ok(WireTime.seconds(context.now()), node.keyLife().expiresSoon(context.now()));
    }

    private static Refusal expired(Node node) {
        return new Refusal(Refusal.Code.UNAUTHENTICATED,
                "node " + node.id() + ": key expired at " + KeyTimes.expiry(node.keyLife()));
    }
}
