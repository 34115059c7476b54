package io.pilothouse.kernel.access;

import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.WireBase64;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Picks the implementation of {@link SignatureCheck}. */
public final class SignatureChecks {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureChecks.class);

    /** Key A of {@code wire.md} 8.2 and its signature of a heartbeat. */
    private static final PublicKey KEY = PublicKey.parse("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
    private static final byte[] TEXT = "heartbeat:1".getBytes(StandardCharsets.US_ASCII);
    private static final String SIGNATURE = "/4grKDboxqlBOw3IvlHRnG2J9e+rkX/8vIfy5asy"
            + "+j0y1k6ZsMKzffcaFgIFrn3mK80wF11fqg7+eGoO2IfvDw==";

    private SignatureChecks() {}

    /**
     * The fastest implementation that works on this machine. Loading the native one takes some tenths of a second, so call
     * it beside other work at start.
     *
     * @throws IllegalStateException if none works: a registry that cannot tell a right signature from a wrong one must not
     *     start
     */
    public static SignatureCheck best() {
        try {
            SignatureCheck corretto = new CorrettoSignatureCheck();
            if (sound(corretto)) {
                LOG.info("Signatures are checked by {}", corretto);
                return corretto;
            }
            LOG.warn("{} failed its self test", corretto);
        } catch (GeneralSecurityException | RuntimeException | LinkageError absent) {
            LOG.warn("The native signature library is not usable here, the slower one in Java takes its place: {}",
                    absent.getMessage());
        }
        SignatureCheck plain = new BouncyCastleSignatureCheck();
        if (!sound(plain)) {
            throw new IllegalStateException("no implementation of Ed25519 passes its self test");
        }
        LOG.info("Signatures are checked by {}", plain);
        return plain;
    }

    /** Whether a check accepts a known signature and refuses it when the signature or the text is altered. */
    static boolean sound(SignatureCheck check) {
        byte[] signature = WireBase64.decode(SIGNATURE);
        byte[] flippedSignature = signature.clone();
        flippedSignature[3] ^= 1;
        byte[] flippedText = TEXT.clone();
        flippedText[0] ^= 1;
        return check.acceptable(KEY) && check.verify(KEY, TEXT, signature)
                && !check.verify(KEY, TEXT, flippedSignature) && !check.verify(KEY, flippedText, signature);
    }
}
