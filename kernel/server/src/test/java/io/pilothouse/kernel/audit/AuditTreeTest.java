package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import io.pilothouse.protocol.trail.MerkleProofs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs are held to the verifier of the protocol module, which in turn is held to the definitions of RFC 6962. */
class AuditTreeTest {
    private static final int SIZE = 5_000;

    @TempDir
    private Path folder;

    private static List<byte[]> leaves(int from, int to) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = from; i < to; i++) {
            leaves.add(MerkleHash.leaf(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return leaves;
    }

    private static CompactRange range(int size) {
        CompactRange range = new CompactRange();
        leaves(0, size).forEach(range::append);
        return range;
    }

    private static void holds(AuditTree tree, int first) throws IOException {
        for (int size = first == 0 ? 1 : first; size <= SIZE; size += 1 + size / 7) {
            byte[] root = tree.root(size);
            assertArrayEquals(range(size).root(), root, "root of " + size);
            assertEquals(size, tree.range(size).size());
            assertArrayEquals(root, tree.range(size).root());
            for (int index = first; index < size; index += 1 + size / 5) {
                assertTrue(MerkleProofs.includes(leaves(index, index + 1).getFirst(), index, size,
                        tree.inclusion(index, size), root), index + " in " + size);
            }
            for (int old = Math.max(1, first); old <= size; old += 1 + size / 9) {
                assertTrue(MerkleProofs.consistent(old, size, tree.root(old), root, tree.consistency(old, size)),
                        old + " to " + size);
            }
        }
    }

    @Test
    void proofsHoldForEverySizeAlsoAfterReopening() throws IOException {
        Path file = folder.resolve("leaves");
        try (LeafFile leaves = LeafFile.open(file)) {
            AuditTree tree = new AuditTree(leaves);
            tree.append(leaves(0, 3_000));
            tree.append(leaves(3_000, SIZE));
            holds(tree, 0);
        }
        try (LeafFile leaves = LeafFile.open(file)) {
            AuditTree tree = new AuditTree(leaves);
            assertEquals(SIZE, leaves.end());
            tree.load(SIZE - 7);
            tree.append(leaves(SIZE - 7, SIZE));
            holds(tree, 0);
        }
    }

    /** The file of leaves was lost after records were dropped: what came before is known as a compact range. */
    @Test
    void aTreeThatBeginsLaterGoesOn() throws IOException {
        for (int base : new int[]{1, 1_000, 1_024, 2_047, 3_333}) {
            Path file = folder.resolve("later" + base);
            try (LeafFile leaves = LeafFile.open(file)) {
                AuditTree tree = new AuditTree(leaves);
                tree.reset(range(base));
                tree.append(leaves(base, SIZE));
                holds(tree, base);
                if (base > 1) {
                    assertThrows(AuditTree.ForgottenException.class, () -> tree.leaf(0), () -> "base " + base);
                }
            }
            try (LeafFile leaves = LeafFile.open(file)) {
                AuditTree tree = new AuditTree(leaves);
                tree.load(SIZE);
                holds(tree, base);
            }
        }
    }

    @Test
    void aFileOfSomethingElseIsBegunAnew() throws IOException {
        Path file = folder.resolve("leaves");
        Files.writeString(file, "this is no file of leaf hashes at all, is it?");
        try (LeafFile leaves = LeafFile.open(file)) {
            assertEquals(0, leaves.end());
        }
    }
}
