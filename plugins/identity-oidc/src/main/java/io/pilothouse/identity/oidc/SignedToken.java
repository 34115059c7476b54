package io.pilothouse.identity.oidc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A token in compact form (RFC 7515), taken apart and not verified. What the header says of keys ({@code jwk}, {@code jku},
 * {@code x5c} …) is not looked at: everybody can write there.
 *
 * @param algorithm {@code alg} of the header, or empty
 * @param keyId {@code kid} of the header, or empty
 * @param type {@code typ} of the header, or empty
 * @param payload what is signed, decoded
 * @param signed the bytes that the signature is over
 * @param signature the signature as the token has it, in base64
 */
record SignedToken(String algorithm, String keyId, String type, byte[] payload, byte[] signed, String signature) {
    /** More than browsers and proxies pass on in a header; real tokens have one or two thousand. */
    private static final int LONGEST = 16_384;
    private static final int PARTS = 3;

    SignedToken {
        payload = payload.clone();
        signed = signed.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public byte[] signed() {
        return signed.clone();
    }

    static SignedToken parse(String token) throws NotVerified {
        if (token.length() > LONGEST) {
            throw invalid("it has more than " + LONGEST + " characters");
        }
        String[] parts = token.split("\\.", PARTS);
        if (parts.length < PARTS) {
            throw invalid("invalid JWT: expected " + PARTS + " parts, got " + parts.length);
        }
        byte[] header = decoded("header", parts[0]);
        byte[] payload = decoded("claims", parts[1]);
        if (parts[2].indexOf('.') >= 0) {
            throw invalid("invalid JWT: expected " + PARTS + " parts, got "
                    + (PARTS + parts[2].chars().filter(each -> each == '.').count()));
        }
        Map<String, Object> members;
        String algorithm;
        String keyId;
        String type;
        try {
            members = Json.object(header);
            algorithm = Json.text(members, "alg");
            keyId = Json.text(members, "kid");
            type = Json.text(members, "typ");
        } catch (Json.Invalid wrong) {
            throw invalid("parse JWT header: " + wrong.getMessage());
        }
        if (members.containsKey("crit")) {
            throw invalid("its header demands extensions (crit), and there are none here");
        }
        return new SignedToken(algorithm, keyId, type, payload,
                token.substring(0, parts[0].length() + 1 + parts[1].length()).getBytes(StandardCharsets.US_ASCII),
                parts[2]);
    }

    private static byte[] decoded(String part, String text) throws NotVerified {
        try {
            return Base64Url.decode(text);
        } catch (Base64Url.Illegal illegal) {
            throw invalid("decode JWT " + part + ": " + illegal.getMessage());
        }
    }

    static NotVerified invalid(String why) {
        return NotVerified.malformed("invalid token: " + why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedToken token && Arrays.equals(signed, token.signed)
                && signature.equals(token.signature);
    }

    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    /** A token belongs into no log. */
    @Override
    public String toString() {
        return "SignedToken[" + algorithm + "]";
    }
}
