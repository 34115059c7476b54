package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Seal;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Checks sealed signatures, in the order of {@code distribution/docs/sealed-signatures.md} 4: what costs little first,
 * and the nonce is used up only by a request whose signature holds.
 *
 * <p>Threads: any.
 */
public final class SealedSignatures implements Authenticator.SealCheck {
    private static final int NONCE = 16;

    private final SignatureCheck signatures;
    private final SealRules rules;
    private final NonceMemory nonces;
    private final long earliest;

    private record Signer(NodeId node, PublicKey key, NodeId account) {}

    /**
     * Checks with an empty memory of nonces.
     *
     * @param signatures verifies; sealed texts differ each time, so a memory of verified texts before it would be of no use
     * @param rules the bounds
     * @param started when this registry began to take requests, milliseconds since 1970 UTC, and not before the last record
     *     of its journal. What was sealed earlier may have been used before the start, when another memory knew it
     */
    public SealedSignatures(SignatureCheck signatures, SealRules rules, long started) {
        this.signatures = signatures;
        this.rules = rules;
        this.nonces = new NonceMemory(rules);
        // The registry that ran before may have taken seals with times ahead of its clock.
        this.earliest = started + rules.ahead().toMillis() + 1;
    }

    /** The earliest time of a seal that this registry accepts, milliseconds since 1970 UTC. */
    public long earliest() {
        return earliest;
    }

    /** How many used nonces are remembered at the moment. */
    public int nonces() {
        return nonces.size();
    }

    @Override
    public SignatureEvidence.Verified verify(Seal seal, Command command, StateView state, long now) {
        checkRegistry(seal, state);
        ByteBuffer nonce = bytes(seal.nonce(), NONCE)
                .orElseThrow(() -> refusal("nonce must be 16 bytes in base64"));
        byte[] signature = bytes(seal.signature(), StrictSignatureCheck.SIGNATURE)
                .orElseThrow(() -> refusal("signature must be 64 bytes in base64")).array();
        checkTime(seal.time(), now);
        Signer signer = signer(seal, command, state);
        // No canonical form, no signature: not even one of the empty text.
        if (seal.canonical().length == 0 || !signatures.verify(signer.key, seal.canonical(), signature)) {
            throw refusal("the signature does not fit the request");
        }
        spend(seal.time(), signer, nonce, now);
        return new SignatureEvidence.Verified(signer.node, signer.key, SignatureEvidence.Form.SEALED);
    }

    private static void checkRegistry(Seal seal, StateView state) {
        String own = state.registryId();
        if (own.isEmpty() || !own.equals(seal.registry())) {
            throw refusal("made for registry " + Quoted.text(seal.registry()) + ", but this is " + Quoted.text(own));
        }
    }

    private void checkTime(long time, long now) {
        long oldest = Math.max(now - rules.window().toMillis(), earliest);
        if (time < oldest) {
            throw refusal(time < earliest
                    ? "made before this registry started; sign again with a time of at least " + earliest + " (now "
                            + now + ")"
                    : "expired; its time is " + (now - time) + " ms behind, at most " + rules.window().toMillis()
                            + " are allowed; sign again (now " + now + ")");
        }
        if (time > now + rules.ahead().toMillis()) {
            throw refusal("its time is ahead of this registry's clock by more than " + rules.ahead().toMillis()
                    + " ms; sign again (now " + now + ")");
        }
    }

    private static Signer signer(Seal seal, Command command, StateView state) {
        if (command instanceof Register register) {
            return registering(seal, register, state);
        }
        if (seal.node().none()) {
            throw refusal("node_id of the sealing node is required");
        }
        NodeId named = command.signer();
        if (!named.none() && !named.equals(seal.node())) {
            throw refusal("node " + seal.node() + " cannot seal what node " + named + " asks for");
        }
        PublicKey key = state.node(seal.node()).flatMap(Node::publicKey)
                .orElseThrow(() -> refusal("node " + seal.node() + " not found, or it has no key"));
        return new Signer(seal.node(), key, seal.node());
    }

    /** A registration is sealed by the key that it brings, known or not: what it proves is that the client holds it. */
    private static Signer registering(Seal seal, Register register, StateView state) {
        if (!seal.node().none()) {
            throw refusal("node_id of a sealed registration must be 0: the key that it registers seals it");
        }
        PublicKey key = SignedTexts.keyIn(register)
                .orElseThrow(() -> refusal("public_key must be 32 bytes in base64"));
        return new Signer(NodeId.NONE, key, state.identityOf(key).map(Node::id).orElse(NodeId.NONE));
    }

    private void spend(long time, Signer signer, ByteBuffer nonce, long now) {
        switch (nonces.spend(signer.key, signer.account, nonce.getLong(0), nonce.getLong(Long.BYTES), time, now)) {
            case FRESH -> {
                // Nothing speaks against it.
            }
            case USED -> throw refusal("nonce already used; sign again with a new one");
            case FORGOTTEN -> throw refusal("expired by this registry's clock, which was set back since; sign again"
                    + " later (now " + now + ")");
            case NODE_FULL -> throw new Refusal(Refusal.Code.LIMIT,
                    "sealed signature: rate limited: too many sealed requests of "
                            + (signer.account.none() ? "keys that are not registered yet" : "node " + signer.account)
                            + " within " + rules.window().toSeconds() + " s");
            case FULL -> throw new Refusal(Refusal.Code.UNAVAILABLE,
                    "sealed signature: rate limited: too many sealed requests within " + rules.window().toSeconds()
                            + " s; this registry takes no more until older ones are forgotten");
        }
    }

    /** The bytes behind the one canonical base64 text for them. */
    private static Optional<ByteBuffer> bytes(String base64, int length) {
        try {
            byte[] bytes = WireBase64.decode(base64);
            return bytes.length == length && WireBase64.encode(bytes).equals(base64)
                    ? Optional.of(ByteBuffer.wrap(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException illegal) {
            return Optional.empty();
        }
    }

    private static Refusal refusal(String text) {
        return new Refusal(Refusal.Code.UNAUTHENTICATED, "sealed signature: " + text);
    }
}
