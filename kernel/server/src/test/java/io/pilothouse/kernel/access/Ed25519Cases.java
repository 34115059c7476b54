package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.fail;

import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.WireBase64;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Keys, signatures and odd points that several tests use. */
final class Ed25519Cases {
    /** Key A of {@code wire.md} 8.2. */
    static final Ed25519PrivateKeyParameters SEED_A = seed(0x00);
    static final Ed25519PrivateKeyParameters SEED_B = seed(0x20);
    static final Ed25519PrivateKeyParameters SEED_C = seed(0x40);
    static final PublicKey A = publicKey(SEED_A);
    static final PublicKey B = publicKey(SEED_B);
    static final PublicKey C = publicKey(SEED_C);

    /** All encodings of the eight points of low order, the non-canonical ones included. */
    static final List<String> LOW_ORDER = List.of("0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

    private Ed25519Cases() {}

    /** Both implementations; the native one must load where the tests run. */
    static List<SignatureCheck> implementations() {
        try {
            return List.of(new CorrettoSignatureCheck(), new BouncyCastleSignatureCheck());
        } catch (GeneralSecurityException absent) {
            return fail("the native implementation does not load on this machine", absent);
        }
    }

    static byte[] sign(Ed25519PrivateKeyParameters key, byte[] text) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(text, 0, text.length);
        return signer.generateSignature();
    }

    static byte[] sign(Ed25519PrivateKeyParameters key, String text) {
        return sign(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static byte[] base64(String text) {
        return WireBase64.decode(text);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] altered = bytes.clone();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        return altered;
    }

    private static Ed25519PrivateKeyParameters seed(int first) {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (first + i);
        }
        return new Ed25519PrivateKeyParameters(seed, 0);
    }

    private static PublicKey publicKey(Ed25519PrivateKeyParameters key) {
        return PublicKey.of(key.generatePublicKey().getEncoded());
    }
}
