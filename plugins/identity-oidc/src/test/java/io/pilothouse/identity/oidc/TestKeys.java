package io.pilothouse.identity.oidc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys of issuers, and the tokens and key sets made with them, by the JDK alone. */
final class TestKeys {
    static final KeyPair RSA = pair("RSA", 2_048);
    static final KeyPair OTHER_RSA = pair("RSA", 2_048);
    static final byte[] SECRET = "pilothouse test secret, 32 bytes".getBytes(StandardCharsets.US_ASCII);

    private TestKeys() {}

    static KeyPair pair(String type, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A key in its published form; further members begin with a comma. */
    static String published(KeyPair pair, String id, String more) {
        return switch (pair.getPublic()) {
            case RSAPublicKey rsa -> "{\"kty\":\"RSA\",\"kid\":\"" + id + "\",\"n\":\""
                    + number(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8) + "\",\"e\":\"AQAB\"" + more
                    + "}";
            case ECPublicKey ec -> {
                int length = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
                yield "{\"kty\":\"EC\",\"kid\":\"" + id + "\",\"crv\":\"P-"
                        + ec.getParams().getCurve().getField().getFieldSize() + "\",\"x\":\""
                        + number(ec.getW().getAffineX(), length) + "\",\"y\":\""
                        + number(ec.getW().getAffineY(), length) + "\"" + more + "}";
            }
            default -> {
                byte[] encoded = pair.getPublic().getEncoded();
                yield "{\"kty\":\"OKP\",\"kid\":\"" + id + "\",\"crv\":\"Ed25519\",\"x\":\""
                        + Base64Url.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)) + "\""
                        + more + "}";
            }
        };
    }

    static String secret(String id, byte[] secret, String more) {
        return "{\"kty\":\"oct\",\"kid\":\"" + id + "\",\"k\":\"" + Base64Url.encode(secret) + "\"" + more + "}";
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return Base64Url.encode(fixed);
    }

    static String token(String algorithm, String id, String claims, Key key) {
        return signed("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}", claims, algorithm, key);
    }

    static String signed(String header, String claims, String algorithm, Key key) {
        String text = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + "."
                + Base64Url.encode(claims.getBytes(StandardCharsets.UTF_8));
        return text + "." + Base64Url.encode(signature(text.getBytes(StandardCharsets.US_ASCII), algorithm, key));
    }

    private static byte[] signature(byte[] text, String algorithm, Key key) {
        try {
            if (algorithm.startsWith("HS")) {
                Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
                mac.init(new SecretKeySpec(key.getEncoded(), "raw"));
                return mac.doFinal(text);
            }
            String hash = "SHA" + algorithm.substring(2);
            Signature signature = Signature.getInstance(switch (algorithm.substring(0, 2)) {
                case "RS" -> hash + "withRSA";
                case "PS" -> "RSASSA-PSS";
                case "ES" -> hash + "withECDSAinP1363Format";
                default -> "Ed25519";
            });
            if (algorithm.startsWith("PS")) {
                String name = "SHA-" + algorithm.substring(2);
                signature.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name),
                        Integer.parseInt(algorithm.substring(2)) / 8, 1));
            }
            signature.initSign((PrivateKey) key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
