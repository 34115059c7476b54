package io.pilothouse.webhook.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with every secret there is: in R2's header, which covers the body alone, and in those of Standard Webhooks 1.0,
 * which cover id and time as well.
 *
 * <p>Threads: any.
 *
 * @param shared secrets that the receiver has too
 * @param own private Ed25519 keys
 */
record Signatures(List<SecretKeySpec> shared, List<PrivateKey> own) {
    static final String BODY_ALONE = "X-Pilot-Signature-256";
    private static final String HMAC = "HmacSHA256";
    private static final String SHARED = "whsec_";
    private static final String OWN = "whsk_";
    private static final int SEED = 32;
    /** What stands before the seed in a private key of Ed25519 (RFC 8410). */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    /**
     * With secrets that are separated by blanks.
     *
     * @throws IllegalArgumentException tells what is wrong, not with which secret
     */
    static Signatures with(String secrets) {
        List<SecretKeySpec> shared = new ArrayList<>();
        List<PrivateKey> own = new ArrayList<>();
        for (String secret : secrets.strip().split("\\s+")) {
            if (secret.startsWith(OWN)) {
                own.add(privateKey(base64(secret, OWN)));
            } else {
                shared.add(new SecretKeySpec(secret.startsWith(SHARED)
                        ? base64(secret, SHARED)
                        : secret.getBytes(StandardCharsets.UTF_8), HMAC));
            }
        }
        return new Signatures(List.copyOf(shared), List.copyOf(own));
    }

    private static byte[] base64(String secret, String prefix) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(prefix.length()));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("after " + prefix + " there must be base64", malformed);
        }
        if (key.length == 0) {
            throw new IllegalArgumentException("after " + prefix + " there is nothing");
        }
        return key;
    }

    /** From the seed, or seed and public key together. */
    private static PrivateKey privateKey(byte[] key) {
        if (key.length != SEED && key.length != 2 * SEED) {
            throw new IllegalArgumentException("after " + OWN + " there must be 32 or 64 bytes in base64, not "
                    + key.length);
        }
        byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + SEED);
        System.arraycopy(key, 0, encoded, PKCS8.length, SEED);
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the Ed25519 key cannot be used", unusable);
        }
    }

    /** The headers of a request. */
    Map<String, String> headers(String id, long seconds, byte[] body) {
        byte[] start = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, signed, start.length, body.length);
        List<String> all = new ArrayList<>();
        shared.forEach(key -> all.add("v1," + Base64.getEncoder().encodeToString(hmac(key, signed))));
        own.forEach(key -> all.add("v1a," + Base64.getEncoder().encodeToString(signature(key, signed))));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", String.join(" ", all));
        Optional<SecretKeySpec> first = shared.stream().findFirst();
        first.ifPresent(key -> headers.put(BODY_ALONE, HexFormat.of().formatHex(hmac(key, body))));
        return headers;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + HMAC, missing);
        }
    }

    private static byte[] signature(PrivateKey key, byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime since 15 has Ed25519", missing);
        }
    }

    /** Secrets belong into no log. */
    @Override
    public String toString() {
        return "Signatures[" + shared.size() + " shared, " + own.size() + " own]";
    }
}
