package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** Ed25519 in plain Java, by BouncyCastle: runs everywhere. Threads: any. */
public final class BouncyCastleSignatureCheck extends StrictSignatureCheck<PublicPoint> {
    @Override
    Optional<PublicPoint> decode(PublicKey key) {
        return Optional.ofNullable(Ed25519.validatePublicKeyPartialExport(key.bytes(), 0));
    }

    @Override
    boolean matches(PublicPoint key, byte[] text, byte[] signature) {
        // BouncyCastle checks a multiple of the equation, which hides a low-order part of R from it. With R in the group
        // of the base point, a multiple holds exactly when the equation does.
        return Ed25519.verify(signature, 0, key, text, 0, text.length) && PrimeOrder.holds(signature);
    }

    @Override
    public String toString() {
        return "BouncyCastle";
    }
}
