package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ed25519 in native code, by {@link NativeCryptography}.
 *
 * <p>Threads: any.
 */
public final class CorrettoSignatureCheck extends StrictSignatureCheck<java.security.PublicKey> {
    private static final String ALGORITHM = "Ed25519";

    /** What stands before the 32 bytes of a key in its X.509 form ({@code wire.md} 8.2). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Provider provider;
    private final KeyFactory keys;

    /**
     * Loads the native library.
     *
     * @throws GeneralSecurityException if it does not load on this machine; the cause says why
     */
    public CorrettoSignatureCheck() throws GeneralSecurityException {
        provider = NativeCryptography.provider();
        keys = KeyFactory.getInstance(ALGORITHM, provider);
    }

    @Override
    Optional<java.security.PublicKey> decode(PublicKey key) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509, X509.length + PublicKey.LENGTH);
        System.arraycopy(key.bytes(), 0, encoded, X509.length, PublicKey.LENGTH);
        return Optional.of(keys.generatePublic(new X509EncodedKeySpec(encoded)));
    }

    @Override
    boolean matches(java.security.PublicKey key, byte[] text, byte[] signature) throws GeneralSecurityException {
        Signature check = Signature.getInstance(ALGORITHM, provider);
        check.initVerify(key);
        check.update(text);
        return check.verify(signature);
    }

    @Override
    public String toString() {
        return "Amazon Corretto Crypto Provider " + provider.getVersionStr();
    }
}
