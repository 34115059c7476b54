package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;

/** Verifies Ed25519 signatures (RFC 8032, 5.1.7; pure, no context). Threads: any. */
public interface SignatureCheck {
    /**
     * Whether {@code signature} is {@code key}'s signature of {@code text}. A signature of the wrong length and a key that
     * is no point of the curve are simply wrong. Never throws.
     */
    boolean verify(PublicKey key, byte[] text, byte[] signature);

    /** Whether a key may be registered: a canonical encoding of a point of the curve that is not of low order. */
    boolean acceptable(PublicKey key);
}
