package io.pilothouse.packaging;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * A public Ed25519 key that may vouch for plugins.
 *
 * @param name the operator's name for it, from the file {@code conf/trust/NAME.pem}
 * @param key the key
 */
public record TrustKey(String name, PublicKey key) {
    static final String ALGORITHM = "Ed25519";
    /** Asked by name, so that a provider that somebody else puts in front cannot answer. */
    static final String PROVIDER = "SunEC";

    /**
     * Reads a public key in PEM, as {@code openssl pkey -pubout} writes it.
     *
     * @throws UnfitPluginException when it is no such key
     */
    public static TrustKey parse(String name, String pem) throws UnfitPluginException {
        if (pem.contains("-----BEGIN " + Pem.PRIVATE + "-----")) {
            throw new UnfitPluginException("it holds a private key; keep that one secret and put the public key here,"
                    + " which signing prints");
        }
        byte[] der = Pem.read(pem, Pem.PUBLIC);
        try {
            return new TrustKey(name, KeyFactory.getInstance(ALGORITHM, PROVIDER)
                    .generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new UnfitPluginException("the public key in it is no Ed25519 key: " + e.getMessage(), e);
        }
    }

    /** Names the key in signatures: the first 32 hexadecimal digits of the SHA-256 of its DER form. */
    public String id() {
        return id(key);
    }

    static String id(PublicKey key) {
        return HexFormat.of().formatHex(PluginFolder.sha256().digest(key.getEncoded()), 0, 16);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM, PROVIDER);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check Ed25519 signatures: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name + " (" + id() + ")";
    }
}
