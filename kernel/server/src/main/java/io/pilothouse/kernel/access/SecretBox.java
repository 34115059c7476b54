package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.SealedSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts the secrets that the journal and snapshots hold: AES-256-GCM with a nonce that is derived from the purpose and the
 * secret by HMAC, so that sealing needs no chance and a replayed decision seals alike. A text says which key sealed it; the
 * first key seals, all open. What it is for is authenticated with it, so that one secret cannot be put in another's place.
 *
 * <p>Threads: any.
 */
public final class SecretBox {
    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final String FORM = SealedSecret.MARK + "v1:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final List<byte[]> masters;
    /** Derived when the first secret comes by: a registry without any need not load the algorithms. */
    private volatile Map<String, Keys> derived;

    private record Keys(String name, SecretKey encryption, SecretKey nonces) {
        static Keys of(byte[] master) {
            return new Keys(HexFormat.of().formatHex(derived(master, "name", "Generic").getEncoded(), 0, 4),
                    derived(master, "encryption", "AES"), derived(master, "nonces", "HmacSHA256"));
        }

        private static SecretKey derived(byte[] master, String use, String algorithm) {
            try {
                HKDFParameterSpec how = HKDFParameterSpec.ofExtract().addIKM(master)
                        .thenExpand(("pilothouse secrets " + use).getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
                return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, how);
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("every Java runtime of this version has HKDF", missing);
            }
        }
    }

    /**
     * A box with these keys.
     *
     * @param masters keys of {@value #KEY_BYTES} bytes each, at least one; the first seals
     */
    public SecretBox(List<byte[]> masters) {
        if (masters.isEmpty() || masters.stream().anyMatch(master -> master.length != KEY_BYTES)) {
            throw new IllegalArgumentException("at least one key is needed, and each has " + KEY_BYTES + " bytes");
        }
        this.masters = masters.stream().map(byte[]::clone).toList();
    }

    private Map<String, Keys> keys() {
        Map<String, Keys> all = derived;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (byte[] master : masters) {
                Keys one = Keys.of(master);
                all.putIfAbsent(one.name(), one);
            }
            derived = all;
        }
        return all;
    }

    private Keys first() {
        return keys().values().iterator().next();
    }

    /**
     * Encrypts; an empty text stays no secret.
     *
     * @param purpose what it is for; opening needs the same
     */
    public SealedSecret seal(String clear, String purpose) {
        if (clear.isEmpty()) {
            return SealedSecret.NONE;
        }
        byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
        byte[] about = purpose.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            Keys with = first();
            mac.init(with.nonces());
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(about.length).array());
            mac.update(about);
            byte[] nonce = Arrays.copyOf(mac.doFinal(bytes), NONCE);
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, with, nonce, about).doFinal(bytes);
            byte[] whole = ByteBuffer.allocate(NONCE + hidden.length).put(nonce).put(hidden).array();
            return new SealedSecret(FORM + with.name() + ":" + Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(whole));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has AES-GCM", missing);
        }
    }

    private static Cipher cipher(int mode, Keys with, byte[] nonce, byte[] about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, with.encryption(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        return cipher;
    }

    /** Decrypts; empty if its key is not in the box, or if it was changed or sealed for another purpose. */
    public Optional<String> open(SealedSecret secret, String purpose) {
        if (!secret.sealed()) {
            return Optional.of(secret.text());
        }
        Keys with = keys().get(keyName(secret));
        if (with == null) {
            return Optional.empty();
        }
        try {
            byte[] whole = Base64.getUrlDecoder()
                    .decode(secret.text().substring(FORM.length() + with.name().length() + 1));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, with, Arrays.copyOf(whole, NONCE),
                    purpose.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new String(cipher.doFinal(whole, NONCE, whole.length - NONCE), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            return Optional.empty();
        }
    }

    /** Whether this is the secret; what cannot be opened equals nothing, and so does no secret. */
    public boolean matches(SealedSecret secret, String purpose, String shown) {
        return !secret.none() && !shown.isEmpty() && open(secret, purpose)
                .filter(clear -> MessageDigest.isEqual(clear.getBytes(StandardCharsets.UTF_8),
                        shown.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** The name of the key that a secret needs and this box lacks. */
    public Optional<String> missingKey(SealedSecret secret) {
        return secret.sealed() && !keys().containsKey(keyName(secret))
                ? Optional.of(keyName(secret))
                : Optional.empty();
    }

    private static String keyName(SealedSecret secret) {
        int end = secret.text().indexOf(':', FORM.length());
        return secret.text().startsWith(FORM) && end > 0 ? secret.text().substring(FORM.length(), end) : "?";
    }

    /** The same fact with its clear texts sealed and, after the first key has changed, with what other keys sealed. */
    public Change protect(Change change) {
        return switch (change) {
            case Change.NetworkPut(Network network) -> new Change.NetworkPut(
                    network.withTokens(again(network.token(), network.tokenPurpose()),
                            again(network.adminToken(), network.adminTokenPurpose())));
            case Change.IntegrationPut(Integration one) -> {
                Map<String, SealedSecret> sealed = new TreeMap<>(one.secrets());
                sealed.replaceAll((name, secret) -> again(secret, one.place().purpose(name)));
                yield new Change.IntegrationPut(new Integration(one.place(), one.type(), one.settings(), sealed,
                        one.origin(), one.since()));
            }
            case Change.BlueprintPut(AppliedBlueprint one) ->
                new Change.BlueprintPut(new AppliedBlueprint(one.network(),
                        again(one.document(), AppliedBlueprint.purpose(one.network())), one.fingerprint(),
                        one.applied()));
            default -> change;
        };
    }

    private SealedSecret again(SealedSecret secret, String purpose) {
        return secret.none() || secret.sealed() && keyName(secret).equals(first().name())
                ? secret
                : open(secret, purpose).map(clear -> seal(clear, purpose)).orElse(secret);
    }
}
