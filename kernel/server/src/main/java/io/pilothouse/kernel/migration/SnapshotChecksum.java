package io.pilothouse.kernel.migration;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies the checksum at the end of a snapshot by its text: strip {@code ,"checksum":"…"}}, append {@code }}, hash
 * ({@code replication-and-storage.md} 3.2).
 */
final class SnapshotChecksum {
    private static final Pattern TAIL = Pattern.compile(",\"checksum\":\"([0-9a-f]{64})\"\\}\\s*$");
    private static final int TAIL_LENGTH = 256;

    private SnapshotChecksum() {}

    /** What became of it. */
    enum Verdict {
        RIGHT, ABSENT, WRONG
    }

    static Verdict verify(Path file) throws IOException {
        long size = Files.size(file);
        int tailLength = (int) Math.min(size, TAIL_LENGTH);
        byte[] tail = new byte[tailLength];
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(size - tailLength);
            access.readFully(tail);
        }
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        Matcher found = TAIL.matcher(text);
        if (!found.find()) {
            return text.contains("\"checksum\":") ? Verdict.WRONG : Verdict.ABSENT;
        }
        byte[] actual = hash(file, size - tailLength + found.start());
        return MessageDigest.isEqual(actual, HexFormat.of().parseHex(found.group(1))) ? Verdict.RIGHT : Verdict.WRONG;
    }

    private static byte[] hash(Path file, long length) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), buffer.length)) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the snapshot ended early");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        digest.update((byte) '}');
        return digest.digest();
    }
}
