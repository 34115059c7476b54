package io.pilothouse.protocol.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs notes in the form of C2SP signed-note with Ed25519.
 *
 * <p>Threads: any.
 */
public final class NoteSigner {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final NoteKey key;
    private final PrivateKey privateKey;
    private final byte[] seed;

    private NoteSigner(String name, byte[] seed) {
        KeyPair pair = Ed25519Keys.pair(seed);
        this.key = new NoteKey(name, Ed25519Keys.raw(pair.getPublic()));
        this.privateKey = pair.getPrivate();
        this.seed = seed.clone();
    }

    /** A signer with a new key. */
    public static NoteSigner generate(String name) {
        byte[] seed = new byte[Ed25519Keys.LENGTH];
        new SecureRandom().nextBytes(seed);
        return new NoteSigner(name, seed);
    }

    /**
     * Reads what {@link #secretText} wrote.
     *
     * @throws IllegalArgumentException if it is no such text; the message does not repeat it
     */
    public static NoteSigner parse(String text) {
        String[] parts = text.strip().split("\\+", 5);
        if (!text.startsWith(PREFIX) || parts.length != 5) {
            throw new IllegalArgumentException("a signer key reads PRIVATE+KEY+name+hash+key");
        }
        byte[] tagged;
        try {
            tagged = Base64.getDecoder().decode(parts[4]);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the last part of a signer key is base64", malformed);
        }
        if (tagged.length != Ed25519Keys.LENGTH + 1 || tagged[0] != NoteKey.ED25519) {
            throw new IllegalArgumentException("a signer key for Ed25519 is wanted");
        }
        NoteSigner found = new NoteSigner(parts[2], Arrays.copyOfRange(tagged, 1, tagged.length));
        if (!HexFormat.of().toHexDigits(found.key.hash()).equals(parts[3])) {
            throw new IllegalArgumentException("the parts of the signer key do not belong together");
        }
        return found;
    }

    /** What its signatures are checked with. */
    public NoteKey key() {
        return key;
    }

    /** The private key as text, to be kept secret. */
    public String secretText() {
        byte[] tagged = ByteBuffer.allocate(1 + seed.length).put(NoteKey.ED25519).put(seed).array();
        return PREFIX + key.name() + "+" + HexFormat.of().toHexDigits(key.hash()) + "+"
                + Base64.getEncoder().encodeToString(tagged);
    }

    /** The note of this text, whose every line ends with a line feed. */
    public SignedNote sign(String text) {
        byte[] signature = Ed25519Keys.sign(privateKey, text.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(key.hash()).put(signature).array();
        return new SignedNote(text, List.of(new SignedNote.Line(key.name(), bytes)));
    }
}
