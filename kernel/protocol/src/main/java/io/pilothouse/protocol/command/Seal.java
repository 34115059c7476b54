package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import java.util.Arrays;

/**
 * A sealed signature: Ed25519 over a canonical form of the whole command ({@code distribution/docs/sealed-signatures.md}).
 *
 * @param node the node whose key signed
 * @param registry id of the registry that the command is meant for
 * @param time when it was signed, in milliseconds since 1970 UTC
 * @param nonce 16 random bytes as base64, used once
 * @param signature base64 of the 64 bytes
 * @param canonical the bytes that were signed, rebuilt from the message as it arrived
 */
public record Seal(NodeId node, String registry, long time, String nonce, String signature, byte[] canonical) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Seal seal && node.equals(seal.node) && registry.equals(seal.registry)
                && time == seal.time && nonce.equals(seal.nonce) && signature.equals(seal.signature)
                && Arrays.equals(canonical, seal.canonical);
    }

    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    @Override
    public String toString() {
        return "Seal[node=" + node + ", time=" + time + "]";
    }
}
