package io.pilothouse.packaging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature file: {@code ed25519 KEY-ID} in its first line, in the second the signature of the lock file's bytes in
 * base64. Without Pilothouse: {@code tail -n 1 plugin.lock.sig | base64 -d > raw; openssl pkeyutl -verify -rawin -pubin
 * -inkey NAME.pem -in plugin.lock -sigfile raw}.
 *
 * @param keyId which key signed
 * @param value the signature in base64
 */
public record PluginSignature(String keyId, String value) {
    /** Longest signature file in bytes. */
    public static final int MOST_BYTES = 1024;

    private static final Pattern FORM = Pattern.compile("ed25519 ([0-9a-f]{32})\n([A-Za-z0-9+/]{86}==)\n");

    /** Signs the bytes of a lock file. */
    public static PluginSignature of(byte[] lock, SigningKey key) {
        return new PluginSignature(key.id(), Base64.getEncoder().encodeToString(key.sign(lock)));
    }

    /**
     * Reads a signature file.
     *
     * @throws UnfitPluginException when it is not of this form to the byte
     */
    public static PluginSignature parse(byte[] bytes) throws UnfitPluginException {
        Matcher form = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (form.matches()) {
            PluginSignature signature = new PluginSignature(form.group(1), form.group(2));
            // The last letter before the padding has four bits that base64 does not use; they must be 0.
            if (Base64.getEncoder().encodeToString(signature.raw()).equals(signature.value())) {
                return signature;
            }
        }
        throw new UnfitPluginException("the signature file " + PluginFolder.SIGNATURE + " is malformed: expected"
                + " \"ed25519\" and the id of a key in 32 hexadecimal digits, and in a second line 64 bytes in base64");
    }

    private byte[] raw() {
        return Base64.getDecoder().decode(value);
    }

    /** The file's bytes. */
    public byte[] bytes() {
        return ("ed25519 " + keyId + "\n" + value + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Checks the signature of a lock file.
     *
     * @return the key that vouches
     * @throws UnfitPluginException when the key is not trusted, or did not sign these bytes
     */
    public TrustKey check(byte[] lock, TrustKeys trust) throws UnfitPluginException {
        TrustKey key = trust.find(keyId).orElseThrow(() -> new UnfitPluginException("it is signed with the key " + keyId
                + ", which is not trusted: " + trust.described()
                + ". If you trust its owner, put the public key there as NAME.pem"));
        if (!key.verifies(lock, raw())) {
            throw new UnfitPluginException("the signature is wrong: it names the key " + key
                    + ", but that key did not sign"
                    + " this " + PluginFolder.LOCK + "; the lock file or the signature was changed after signing");
        }
        return key;
    }
}
