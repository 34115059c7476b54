package io.pilothouse.protocol.trail;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be known of the first entries of a tree to go on with it: one hash for each perfect subtree, largest first. A
 * trillion entries come to at most forty hashes.
 *
 * <p>Threads: one.
 */
public final class CompactRange {
    private final List<byte[]> hashes;
    private long size;

    /** No entries. */
    public CompactRange() {
        hashes = new ArrayList<>();
    }

    /**
     * The range of these entries.
     *
     * @throws IllegalArgumentException if the hashes cannot be those of so many entries
     */
    public CompactRange(long size, List<byte[]> hashes) {
        if (size < 0 || hashes.size() != Long.bitCount(size)
                || hashes.stream().anyMatch(hash -> hash.length != MerkleHash.LENGTH)) {
            throw new IllegalArgumentException("a range of " + size + " entries has " + Long.bitCount(Math.max(0, size))
                    + " hashes of 32 bytes, not " + hashes.size());
        }
        this.size = size;
        this.hashes = new ArrayList<>(hashes);
    }

    /** Adds the next entry by its leaf hash. */
    public void append(byte[] leaf) {
        byte[] hash = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = MerkleHash.node(hashes.removeLast(), hash);
        }
        hashes.add(hash);
        size++;
    }

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** The hashes of the perfect subtrees, largest first. */
    public List<byte[]> hashes() {
        return List.copyOf(hashes);
    }

    /** The root of the tree of these entries. */
    public byte[] root() {
        if (hashes.isEmpty()) {
            return MerkleHash.empty();
        }
        byte[] root = hashes.getLast();
        for (int i = hashes.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(hashes.get(i), root);
        }
        return root;
    }
}
