package io.pilothouse.protocol.trail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The tree against the definitions of RFC 6962 2.1, written down as they stand there. */
class MerkleTest {
    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(MerkleHash.leaf(new byte[]{(byte) i, (byte) (i >> 8)}));
        }
        return leaves;
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return MerkleHash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return MerkleHash.node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    private static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        boolean isLeft = index < left;
        List<byte[]> near = isLeft ? leaves.subList(0, left) : leaves.subList(left, leaves.size());
        List<byte[]> far = isLeft ? leaves.subList(left, leaves.size()) : leaves.subList(0, left);
        List<byte[]> path = path(isLeft ? index : index - left, near);
        path.add(root(far));
        return path;
    }

    private static List<byte[]> proof(int old, List<byte[]> leaves, boolean whole) {
        if (old == leaves.size()) {
            return new ArrayList<>(whole ? List.of() : List.of(root(leaves)));
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        boolean isLeft = old <= left;
        List<byte[]> near = isLeft ? leaves.subList(0, left) : leaves.subList(left, leaves.size());
        List<byte[]> far = isLeft ? leaves.subList(left, leaves.size()) : leaves.subList(0, left);
        List<byte[]> proof = proof(isLeft ? old : old - left, near, whole && isLeft);
        proof.add(root(far));
        return proof;
    }

    @Test
    void theEmptyTreeAndTheEmptyLeafAreTheKnownOnes() {
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                HexFormat.of().formatHex(new CompactRange().root()));
        assertEquals("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                HexFormat.of().formatHex(MerkleHash.leaf(new byte[0])));
    }

    @Test
    void aRangeGrowsToTheRootOfTheDefinition() {
        List<byte[]> leaves = leaves(300);
        CompactRange range = new CompactRange();
        for (int size = 0; size < leaves.size(); size++) {
            assertArrayEquals(root(leaves.subList(0, size)), range.root(), "size " + size);
            range = new CompactRange(range.size(), range.hashes());
            range.append(leaves.get(size));
        }
        assertThrows(IllegalArgumentException.class, () -> new CompactRange(3, List.of(leaves.getFirst())));
    }

    @Property(tries = 300)
    void onlyTheEntryItselfIsIncluded(@ForAll @IntRange(min = 1, max = 200) int size, @ForAll int choice) {
        List<byte[]> leaves = leaves(size);
        int index = Math.floorMod(choice, size);
        byte[] root = root(leaves);
        List<byte[]> proof = path(index, leaves);
        assertTrue(MerkleProofs.includes(leaves.get(index), index, size, proof, root));
        assertFalse(MerkleProofs.includes(leaves.get(index), index + 1, size, proof, root));
        assertFalse(MerkleProofs.includes(MerkleHash.leaf(new byte[]{9, 9, 9}), index, size, proof, root));
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> wrong = new ArrayList<>(proof);
            wrong.set(i, flipped(proof.get(i), choice));
            assertFalse(MerkleProofs.includes(leaves.get(index), index, size, wrong, root));
        }
    }

    @Property(tries = 300)
    void onlyWhatGrewIsConsistent(@ForAll @IntRange(min = 1, max = 200) int size, @ForAll int choice) {
        List<byte[]> leaves = leaves(size);
        int old = 1 + Math.floorMod(choice, size);
        byte[] oldRoot = root(leaves.subList(0, old));
        byte[] root = root(leaves);
        List<byte[]> proof = proof(old, leaves, true);
        assertTrue(MerkleProofs.consistent(old, size, oldRoot, root, proof));
        assertFalse(MerkleProofs.consistent(old, size, flipped(oldRoot, choice), root, proof));
        assertFalse(MerkleProofs.consistent(old, size, oldRoot, flipped(root, choice), proof));
        assertFalse(MerkleProofs.consistent(old + 1, size, oldRoot, root, proof));
    }

    private static byte[] flipped(byte[] hash, int choice) {
        byte[] other = Arrays.copyOf(hash, hash.length);
        other[Math.floorMod(choice, other.length)] ^= 1;
        return other;
    }
}
