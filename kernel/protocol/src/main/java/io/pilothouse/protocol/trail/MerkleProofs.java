package io.pilothouse.protocol.trail;

import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;

/**
 * Checks proofs of RFC 6962 trees: that an entry is in a tree, and that a tree only grew. The forms for subtrees are those
 * of the Merkle tree certificate drafts; the plain ones are their special cases. What is out of range proves nothing.
 *
 * <p>Threads: any.
 */
public final class MerkleProofs {
    private MerkleProofs() {}

    /** Whether the entry with this leaf hash stands at {@code index} of the tree with {@code size} entries and this root. */
    public static boolean includes(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
        return includesInSubtree(leaf, index, 0, size, proof, root);
    }

    /** Whether the entry stands at {@code index} of its tree and the subtree of the entries from start to end has this root. */
    public static boolean includesInSubtree(byte[] leaf, long index, long start, long end, List<byte[]> proof,
            byte[] root) {
        if (!isSubtree(start, end) || index < start || index >= end || leaf.length != MerkleHash.LENGTH) {
            return false;
        }
        long node = index - start;
        long last = end - start - 1;
        byte[] hash = leaf;
        for (byte[] sibling : proof) {
            if (last == 0 || sibling.length != MerkleHash.LENGTH) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(sibling, hash);
                while ((node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /**
     * Whether the tree of {@code newSize} entries continues that of {@code oldSize}. Nothing is said about an empty old tree,
     * which every tree continues.
     */
    public static boolean consistent(long oldSize, long newSize, byte[] oldRoot, byte[] newRoot, List<byte[]> proof) {
        return oldSize > 0 && subtreeConsistent(0, oldSize, newSize, oldRoot, newRoot, proof);
    }

    /** Whether the entries from start to end of the tree with {@code size} entries form a subtree with this root. */
    public static boolean subtreeConsistent(long start, long end, long size, byte[] subtreeRoot, byte[] root,
            List<byte[]> proof) {
        if (!isSubtree(start, end) || end > size) {
            return false;
        }
        if (start == end) {
            // Nothing is part of everything, so its root is all there is to look at.
            return proof.isEmpty() && MessageDigest.isEqual(subtreeRoot, MerkleHash.empty());
        }
        long first = start;
        long last = end - 1;
        long whole = size - 1;
        while (last == whole ? first != last : first != last && (last & 1) == 1) {
            first >>= 1;
            last >>= 1;
            whole >>= 1;
        }
        Iterator<byte[]> hashes = proof.iterator();
        byte[] seed = subtreeRoot;
        if (first != last) {
            if (!hashes.hasNext()) {
                return false;
            }
            seed = hashes.next();
        }
        byte[] inSubtree = seed;
        byte[] inTree = seed;
        while (hashes.hasNext()) {
            byte[] hash = hashes.next();
            if (whole == 0 || hash.length != MerkleHash.LENGTH) {
                return false;
            }
            if ((last & 1) == 1 || last == whole) {
                if (first < last) {
                    inSubtree = MerkleHash.node(hash, inSubtree);
                }
                inTree = MerkleHash.node(hash, inTree);
                while ((last & 1) == 0) {
                    first >>= 1;
                    last >>= 1;
                    whole >>= 1;
                }
            } else {
                inTree = MerkleHash.node(inTree, hash);
            }
            first >>= 1;
            last >>= 1;
            whole >>= 1;
        }
        return whole == 0 && MessageDigest.isEqual(inSubtree, subtreeRoot) && MessageDigest.isEqual(inTree, root);
    }

    /** A subtree begins at a multiple of the power of two that holds it. */
    private static boolean isSubtree(long start, long end) {
        if (start < 0 || end < start) {
            return false;
        }
        long length = end - start;
        long holds = length <= 1 ? 1 : Long.highestOneBit(length - 1) << 1;
        return holds > 0 && (start & holds - 1) == 0;
    }
}
