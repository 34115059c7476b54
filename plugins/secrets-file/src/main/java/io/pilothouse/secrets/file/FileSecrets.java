package io.pilothouse.secrets.file;

import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets in a folder of files. A file may be a link, as container platforms make them, but only to something inside the
 * folder.
 */
final class FileSecrets implements SecretsProvider {
    private static final Logger LOG = LoggerFactory.getLogger(FileSecrets.class);
    private static final int LARGEST = 64 * 1024;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Wide wide;

    /** What to do about files that everybody can read or change. */
    enum Wide {
        WARN, REFUSE
    }

    /**
     * Over a folder.
     *
     * @param folder its real path, without links
     */
    FileSecrets(Path folder, Wide wide) {
        this.folder = folder;
        this.wide = wide;
    }

    @Override
    public Optional<Secret> resolve(String key) throws IOException {
        if (!key.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new IOException("a key is the name of a file in " + folder
                    + ": letters, digits, -, . and _, not beginning with a point");
        }
        Path file;
        try {
            file = folder.resolve(key).toRealPath();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        if (!file.startsWith(folder)) {
            throw new IOException("the file is a link that leads out of " + folder);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(folder.resolve(key) + " is no file");
        }
        checkPermissions(folder.resolve(key), file);
        String text = withoutLastBreak(read(file));
        return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    }

    private void checkPermissions(Path named, Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || view.readAttributes().permissions().stream().noneMatch(OTHERS::contains)) {
            return;
        }
        String problem = "others than owner and group may read or change " + named + ": chmod o-rwx";
        if (wide == Wide.REFUSE) {
            throw new IOException(problem);
        }
        LOG.warn("{} (wide-permissions=refuse would stop the start)", problem);
    }

    private static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("the file has more than " + LARGEST + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            throw new IOException("the file is not text in UTF-8", binary);
        }
    }

    private static String withoutLastBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        // No file stays open.
    }
}
