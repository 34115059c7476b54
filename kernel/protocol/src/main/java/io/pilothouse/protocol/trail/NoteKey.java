package io.pilothouse.protocol.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key that signed notes are checked with: the {@code vkey} of C2SP signed-note, algorithm Ed25519. Its text is
 * {@code name+8 hexadecimal digits+base64}.
 *
 * <p>Threads: any.
 */
public final class NoteKey {
    static final byte ED25519 = 1;

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    NoteKey(String name, byte[] raw) {
        if (!isName(name)) {
            throw new IllegalArgumentException("the name of a key has no blanks and no plus sign: " + name);
        }
        this.name = name;
        this.raw = raw.clone();
        this.key = Ed25519Keys.publicKey(raw);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is none, or its parts do not belong together
     */
    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a verifier key reads name+hash+key, not " + text);
        }
        byte[] tagged;
        try {
            tagged = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the last part of a verifier key is base64: " + text, malformed);
        }
        if (tagged.length != Ed25519Keys.LENGTH + 1 || tagged[0] != ED25519) {
            throw new IllegalArgumentException("a verifier key for Ed25519 is wanted: " + text);
        }
        NoteKey found = new NoteKey(parts[0], Arrays.copyOfRange(tagged, 1, tagged.length));
        if (!found.toString().equals(text.strip())) {
            throw new IllegalArgumentException("the parts of the verifier key do not belong together: " + text);
        }
        return found;
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.indexOf('+') < 0
                && name.chars().noneMatch(each -> Character.isWhitespace(each) || Character.isISOControl(each));
    }

    /** Who signs with it. */
    public String name() {
        return name;
    }

    /** Whether the signature of a line of a note is by this key. */
    boolean signed(byte[] text, SignedNote.Line line) {
        byte[] hashAndSignature = line.bytes();
        return line.name().equals(name) && hashAndSignature.length > Integer.BYTES
                && ByteBuffer.wrap(hashAndSignature).getInt() == hash()
                && Ed25519Keys.verify(key, text, Arrays.copyOfRange(hashAndSignature, Integer.BYTES,
                        hashAndSignature.length));
    }

    /** What stands before a signature to tell whose it is. */
    int hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ED25519);
            return ByteBuffer.wrap(digest.digest(raw)).getInt();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey same && name.equals(same.name) && Arrays.equals(raw, same.raw);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        byte[] tagged = ByteBuffer.allocate(1 + raw.length).put(ED25519).put(raw).array();
        return name + "+" + HexFormat.of().toHexDigits(hash()) + "+" + Base64.getEncoder().encodeToString(tagged);
    }
}
