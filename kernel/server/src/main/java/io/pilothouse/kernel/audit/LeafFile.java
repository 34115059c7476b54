package io.pilothouse.kernel.audit;

import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The leaf hashes of the trail, 32 bytes each, one after the other. What it holds can be had from the journal again; only
 * when records were dropped and then this file was lost it begins later, with the compact range of what came before.
 *
 * <p>Threads: one.
 */
final class LeafFile implements AutoCloseable {
    private static final byte[] MAGIC = {'P', 'H', 'L', 'E', 'A', 'F', '1', '\n'};
    private static final int FIXED = MAGIC.length + Long.BYTES;

    private final FileChannel channel;
    private CompactRange base;
    private long header;
    private long end;

    private LeafFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file; one that is missing or no such file is begun anew. */
    static LeafFile open(Path file) throws IOException {
        LeafFile leaves = new LeafFile(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE));
        if (!leaves.readHeader()) {
            leaves.reset(new CompactRange());
        }
        return leaves;
    }

    private boolean readHeader() throws IOException {
        long length = channel.size();
        if (length < FIXED) {
            return false;
        }
        ByteBuffer fixed = read(0, FIXED);
        byte[] magic = new byte[MAGIC.length];
        fixed.get(magic);
        long first = fixed.getLong();
        header = FIXED + (long) MerkleHash.LENGTH * Long.bitCount(first);
        if (!Arrays.equals(magic, MAGIC) || first < 0 || length < header) {
            return false;
        }
        base = new CompactRange(first, hashes(read(FIXED, (int) (header - FIXED))));
        end = first + (length - header) / MerkleHash.LENGTH;
        return true;
    }

    /** Forgets everything and begins after these entries. */
    void reset(CompactRange before) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + MerkleHash.LENGTH * before.hashes().size()).put(MAGIC)
                .putLong(before.size());
        before.hashes().forEach(bytes::put);
        channel.truncate(0);
        write(bytes.flip(), 0);
        base = before;
        header = bytes.capacity();
        end = before.size();
    }

    /** What came before the first leaf. */
    CompactRange base() {
        return new CompactRange(base.size(), base.hashes());
    }

    /** Index after the last leaf. */
    long end() {
        return end;
    }

    /** Forgets the leaves from an index on. */
    void cut(long index) throws IOException {
        channel.truncate(at(index));
        end = index;
    }

    /** Adds leaves. */
    void append(List<byte[]> leaves) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MerkleHash.LENGTH * leaves.size());
        leaves.forEach(bytes::put);
        write(bytes.flip(), at(end));
        end += leaves.size();
    }

    /** Leaves from an index on. */
    List<byte[]> leaves(long index, int count) throws IOException {
        return hashes(read(at(index), count * MerkleHash.LENGTH));
    }

    /** Makes what was added durable. */
    void force() throws IOException {
        channel.force(false);
    }

    private long at(long index) {
        return header + (index - base.size()) * MerkleHash.LENGTH;
    }

    private static List<byte[]> hashes(ByteBuffer bytes) {
        List<byte[]> hashes = new ArrayList<>(bytes.remaining() / MerkleHash.LENGTH);
        while (bytes.hasRemaining()) {
            byte[] hash = new byte[MerkleHash.LENGTH];
            bytes.get(hash);
            hashes.add(hash);
        }
        return hashes;
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file of leaf hashes is shorter than it was");
            }
        }
        return bytes.flip();
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
