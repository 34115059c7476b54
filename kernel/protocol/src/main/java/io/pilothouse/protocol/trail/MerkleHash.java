package io.pilothouse.protocol.trail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of an RFC 6962 tree: SHA-256, with a byte in front that tells leaves from nodes.
 *
 * <p>Threads: any.
 */
public final class MerkleHash {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(MerkleHash::sha256);

    private MerkleHash() {}

    /** The hash of an entry. */
    public static byte[] leaf(byte[] entry) {
        MessageDigest digest = SHA256.get();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    /** The hash of a node with these children. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = SHA256.get();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root of a tree without entries. */
    public static byte[] empty() {
        return SHA256.get().digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
