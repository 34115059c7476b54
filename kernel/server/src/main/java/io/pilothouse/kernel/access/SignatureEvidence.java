package io.pilothouse.kernel.access;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;

/** What became of the signature that came with a command. */
public sealed interface SignatureEvidence {
    /** There was none. */
    record Absent() implements SignatureEvidence {}

    /**
     * It was not base64.
     *
     * @param text what was wrong
     */
    record Unreadable(String text) implements SignatureEvidence {}

    /** It does not verify, or the signing node has no key to verify it with. */
    record Wrong() implements SignatureEvidence {}

    /**
     * It verifies.
     *
     * @param node whose key it was; {@link NodeId#NONE} for a key that is only being registered
     * @param key the key that verified it
     * @param form which text was signed
     */
    record Verified(NodeId node, PublicKey key, Form form) implements SignatureEvidence {}

    /** Which text was signed. */
    enum Form {
        /** The constant text of {@code wire.md} 8.1. */
        LEGACY,
        /** A constant text that leaves out the value it should cover; accepted only by a setting. */
        SHORT,
        /** The whole command with registry, time and nonce. */
        SEALED
    }
}
