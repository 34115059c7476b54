package io.pilothouse.protocol.trail;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a trail was at a moment, in the form of C2SP tlog-checkpoint: whose it is, how many entries, and the root of their
 * tree.
 *
 * @param origin whose trail; {@code pilothouse/} and the id of the registry
 * @param size number of entries
 * @param root root of the tree of these entries, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
    public Checkpoint {
        if (!NoteKey.isName(origin) || size < 0 || root.length != MerkleHash.LENGTH) {
            throw new IllegalArgumentException("a checkpoint has an origin, a size and a root of 32 bytes");
        }
    }

    /**
     * Reads the text of a note. Extension lines, which C2SP allows, are passed over.
     *
     * @throws IllegalArgumentException if it is no checkpoint, with what is wrong
     */
    public static Checkpoint parse(SignedNote note) {
        List<String> lines = note.text().lines().toList();
        if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("a checkpoint has a line for its origin, its size and its root");
        }
        byte[] root;
        try {
            root = Base64.getDecoder().decode(lines.get(2));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the third line of a checkpoint is the root in base64", malformed);
        }
        return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root);
    }

    /** The text to sign. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint same && origin.equals(same.origin) && size == same.size
                && Arrays.equals(root, same.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return origin + " " + size + " " + Base64.getEncoder().encodeToString(root);
    }
}
