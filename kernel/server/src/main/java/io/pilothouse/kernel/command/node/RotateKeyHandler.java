package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.RotateKey;
import java.util.function.Predicate;

/**
 * {@code rotate_key}: signed by the current key, never by a token. The signature must cover the new key unless the operator
 * lets the short form of R1 pass, and a key that any identity uses, or used when it was last heard of, is refused
 * ({@code commands-core.md} Part IV 8).
 */
public final class RotateKeyHandler implements Mutation<RotateKey> {
    private final KernelPolicy policy;
    private final Predicate<PublicKey> acceptable;

    /**
     * A handler.
     *
     * @param acceptable whether a key may be registered
     */
    public RotateKeyHandler(KernelPolicy policy, Predicate<PublicKey> acceptable) {
        this.policy = policy;
        this.acceptable = acceptable;
    }

    @Override
    public CommandType<RotateKey, ?> type() {
        return RotateKey.TYPE;
    }

    @Override
    public Decision decide(RotateKey command, Context context) {
        if (context.caller().signature() instanceof SignatureEvidence.Absent) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "rotate_key requires a valid signature");
        }
        PublicKey key = newKey(command);
        Node node = context.node(command.node());
        Principal actor = proof(node, context);
        if (context.state().identityOf(key).isPresent()) {
            throw new Refusal(Refusal.Code.CONFLICT, "new_public_key already in use");
        }
        Node rotated = node.with(edit -> edit.key(key).keyLife(node.keyLife().rotatedAt(context.now())));
        return Decision
                .reply(new RotateKey.Ok(node.id(), NodeAddress.backbone(node.id()).toString(), command.newPublicKey()),
                        actor)
                .change(new Change.NodePut(rotated))
                .event(AuditEvent.of("key.rotated").and("node_id", node.id())
                        .and("old_public_key", node.key().base64()).and("new_public_key", key.base64()))
                .seen(node.id());
    }

    private PublicKey newKey(RotateKey command) {
        if (command.newPublicKey().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "rotate_key requires new_public_key");
        }
        try {
            PublicKey key = PublicKey.parse(command.newPublicKey());
            if (!acceptable.test(key)) {
                throw new IllegalArgumentException("no point of the curve, or one of low order");
            }
            return key;
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(Refusal.Code.INVALID, "invalid new_public_key: " + unreadable.getMessage());
        }
    }

    private Principal proof(Node node, Context context) {
        if (node.key() == null) {
            throw AccessRules.wrongSignature();
        }
        Principal actor = context.signed(node);
        if (!policy.shortRotation() && context.caller().signature() instanceof SignatureEvidence.Verified verified
                && verified.form() == SignatureEvidence.Form.SHORT) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED,
                    "signature verification failed: it must cover rotate:<node_id>:<new_public_key>");
        }
        return actor;
    }
}
