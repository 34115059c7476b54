package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Looks at the proof that came with a request: which key signed what. What that allows is decided by {@link AccessRules}
 * when the command runs.
 *
 * <p>Threads: any, in parallel; this is where the time of a signed request goes.
 */
public final class Authenticator {
    private final SignatureCheck signatures;
    private final SealCheck seals;
    private final Presence presence;

    public Authenticator(SignatureCheck signatures, SealCheck seals, Presence presence) {
        this.signatures = signatures;
        this.seals = seals;
        this.presence = presence;
    }

    /**
     * Examines a request.
     *
     * @throws io.pilothouse.kernel.model.Refusal for a sealed signature that does not hold: a seal that is there must be
     *     right
     */
    public Caller examine(Request request, Source source, StateView state, long now) {
        Proof proof = request.proof();
        SignatureEvidence evidence = proof.seal().isPresent()
                ? seals.verify(proof.seal().get(), request.command(), state, now)
                : legacy(request.command(), proof.signature(), state);
        if (evidence instanceof SignatureEvidence.Verified verified && !verified.node().none()) {
            presence.proved(verified.node(), now);
        }
        return new Caller(source, evidence, proof.adminToken());
    }

    private SignatureEvidence legacy(Command command, String signature, StateView state) {
        if (signature.isEmpty()) {
            return new SignatureEvidence.Absent();
        }
        byte[] raw;
        try {
            raw = decode(signature);
        } catch (IllegalArgumentException illegal) {
            return new SignatureEvidence.Unreadable(illegal.getMessage());
        }
        return SignedTexts.verify(command, raw, state, signatures);
    }

    /** Standard base64; R2 also takes the URL alphabet ({@code commands-enterprise.md} 18). */
    private static byte[] decode(String signature) {
        return WireBase64.decode(signature.replace('-', '+').replace('_', '/'));
    }

    /** The key on file of a live node. */
    static Optional<PublicKey> keyOf(NodeId node, StateView state) {
        return state.node(node).flatMap(Node::publicKey);
    }

    /** The bytes of a signed text. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Checks sealed signatures. */
    public interface SealCheck {
        /** The evidence of a seal that holds; throws a refusal for one that does not. */
        SignatureEvidence.Verified verify(Seal seal, Command command, StateView state, long now);
    }
}
