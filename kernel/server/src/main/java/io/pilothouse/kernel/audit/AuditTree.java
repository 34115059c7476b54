package io.pilothouse.kernel.audit;

import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The RFC 6962 tree over the trail. Leaves are in a file; in memory are the hashes of every thousandth-odd subtree, so that a
 * proof costs one page of the file and some hashing.
 *
 * <p>Threads: any, one at a time.
 */
final class AuditTree {
    private static final int BLOCK = 1_024;
    private static final int PAGE = 16 * BLOCK;

    private final LeafFile leaves;
    private final List<byte[]> blocks = new ArrayList<>();
    private CompactRange range = new CompactRange();
    private CompactRange inBlock = new CompactRange();

    AuditTree(LeafFile leaves) {
        this.leaves = leaves;
    }

    /** Takes over the leaves of the file up to an index, and forgets those after it. */
    synchronized void load(long end) throws IOException {
        leaves.cut(end);
        begin();
        for (long index = range.size(); index < end; index = range.size()) {
            leaves.leaves(index, (int) Math.min(PAGE, end - index)).forEach(this::grow);
        }
    }

    /** Forgets everything and begins after these entries. */
    synchronized void reset(CompactRange before) throws IOException {
        leaves.reset(before);
        begin();
    }

    private void begin() {
        range = leaves.base();
        blocks.clear();
        // What lies wholly before the first leaf is known by the compact range alone.
        while ((long) blocks.size() * BLOCK < range.size()) {
            blocks.add(null);
        }
        inBlock = new CompactRange();
    }

    private void grow(byte[] leaf) {
        if (range.size() >= (long) blocks.size() * BLOCK) {
            inBlock.append(leaf);
            if (inBlock.size() == BLOCK) {
                blocks.add(inBlock.root());
                inBlock = new CompactRange();
            }
        }
        range.append(leaf);
    }

    synchronized long size() {
        return range.size();
    }

    synchronized byte[] root() {
        return range.root();
    }

    synchronized void append(List<byte[]> more) throws IOException {
        leaves.append(more);
        more.forEach(this::grow);
    }

    /** Makes all leaves durable. */
    synchronized void force() throws IOException {
        leaves.force();
    }

    /** The root as it was with so many entries. */
    synchronized byte[] root(long size) throws IOException {
        return size == 0 ? MerkleHash.empty() : subtree(0, size);
    }

    /** The compact range of the first entries. */
    synchronized CompactRange range(long size) throws IOException {
        List<byte[]> hashes = new ArrayList<>();
        long start = 0;
        for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
            hashes.add(subtree(start, Long.highestOneBit(rest)));
            start += Long.highestOneBit(rest);
        }
        return new CompactRange(size, hashes);
    }

    /** The leaf hash of an entry. */
    synchronized byte[] leaf(long index) throws IOException {
        return subtree(index, 1);
    }

    /** The proof that the entry at {@code index} is in the tree of the first {@code size} ones (RFC 6962 2.1.1). */
    synchronized List<byte[]> inclusion(long index, long size) throws IOException {
        List<byte[]> proof = new ArrayList<>();
        long start = 0;
        long length = size;
        while (length > 1) {
            long left = left(length);
            if (index - start < left) {
                proof.add(subtree(start + left, length - left));
                length = left;
            } else {
                proof.add(subtree(start, left));
                start += left;
                length -= left;
            }
        }
        return proof.reversed();
    }

    /** The proof that the tree of {@code size} entries continues that of the first {@code old} ones (RFC 6962 2.1.2). */
    synchronized List<byte[]> consistency(long old, long size) throws IOException {
        List<byte[]> proof = new ArrayList<>();
        long start = 0;
        long length = size;
        long rest = old;
        boolean known = true;
        while (rest != length) {
            long left = left(length);
            if (rest <= left) {
                proof.add(subtree(start + left, length - left));
                length = left;
            } else {
                proof.add(subtree(start, left));
                start += left;
                length -= left;
                rest -= left;
                known = false;
            }
        }
        if (!known) {
            proof.add(subtree(start, length));
        }
        return proof.reversed();
    }

    /** The largest power of two below a length. */
    private static long left(long length) {
        return Long.highestOneBit(length - 1);
    }

    private byte[] subtree(long start, long length) throws IOException {
        if (start < leaves.base().size()) {
            return early(start, length);
        }
        int block = (int) (start / BLOCK);
        if (length == BLOCK && start % BLOCK == 0 && block < blocks.size() && blocks.get(block) != null) {
            return blocks.get(block);
        }
        if (length <= BLOCK) {
            CompactRange few = new CompactRange();
            leaves.leaves(start, (int) length).forEach(few::append);
            return few.root();
        }
        long left = left(length);
        return MerkleHash.node(subtree(start, left), subtree(start + left, length - left));
    }

    /** A subtree that begins before the first leaf of the file. */
    private byte[] early(long start, long length) throws IOException {
        CompactRange base = leaves.base();
        long known = 0;
        for (byte[] hash : base.hashes()) {
            long holds = Long.highestOneBit(base.size() - known);
            if (start == known && length == holds) {
                return hash;
            }
            if (start >= known && start + length <= known + holds) {
                throw new ForgottenException("the leaf hashes of the entries up to " + base.size() + " are not kept");
            }
            known += holds;
        }
        long left = left(length);
        return MerkleHash.node(subtree(start, left), subtree(start + left, length - left));
    }

    /** What a proof needs is not there any more. */
    static final class ForgottenException extends IOException {
        private static final long serialVersionUID = 1L;

        ForgottenException(String message) {
            super(message);
        }
    }
}
