package io.pilothouse.client;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;

/**
 * Signs what one node sends. The key may be anywhere: in memory ({@link Ed25519Signer}), in a file, in a hardware module.
 *
 * <p><b>Threads:</b> called from one thread per connection; must be thread-safe. <b>Failure:</b> what {@link #sign}
 * throws reaches the caller of the command, which is then not sent.
 */
public interface Signer {
    /** The node; {@link NodeId#NONE} for a key that is not registered yet. */
    NodeId node();

    /** The key that fits the signatures. */
    PublicKey publicKey();

    /** The 64 bytes of the pure Ed25519 signature (RFC 8032) of these bytes. */
    byte[] sign(byte[] message);
}
