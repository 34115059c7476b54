package io.pilothouse.kernel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A small text file that is there whole or as it was before, also after a loss of power. Threads: one. */
public record DurableText(Path file) {
    /** What it says, if it is there. */
    public Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Puts a text in its place; readable for the registry alone. */
    public void write(String text) throws IOException {
        write(text, draft -> {});
    }

    /** Puts another text in the place of one that is there; owner, group and permissions stay as they were. */
    public void replace(String text) throws IOException {
        write(text, draft -> {
            PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
            if (view == null) {
                return;
            }
            PosixFileAttributes kept = Files.readAttributes(file, PosixFileAttributes.class);
            PosixFileAttributes made = view.readAttributes();
            // Whoever may not give a file away gets an error only if that is needed.
            if (!made.group().equals(kept.group())) {
                view.setGroup(kept.group());
            }
            if (!made.owner().equals(kept.owner())) {
                view.setOwner(kept.owner());
            }
            view.setPermissions(kept.permissions());
        });
    }

    @FunctionalInterface
    private interface Preparation {
        void of(Path draft) throws IOException;
    }

    private void write(String text, Preparation preparation) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = privately(draft)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            preparation.of(draft);
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static FileChannel privately(Path draft) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return draft.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(draft, options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(draft, options);
    }
}
