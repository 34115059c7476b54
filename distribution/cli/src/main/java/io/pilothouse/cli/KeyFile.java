package io.pilothouse.cli;

import io.pilothouse.client.Ed25519Signer;
import io.pilothouse.protocol.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** A file with an Ed25519 private key: PKCS #8 as PEM, or the seed as 64 hexadecimal digits. */
public record KeyFile(Path path) {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int LONGEST = 16_384;
    private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);

    /**
     * Reads the key; warns when others may read it too.
     *
     * @throws IllegalArgumentException with what is wrong with the file
     */
    public Ed25519Signer read(NodeId node, PrintWriter warnings) {
        try {
            if (Files.size(path) > LONGEST) {
                throw new IllegalArgumentException(path + " is too long for a key file");
            }
            String text = Files.readString(path, StandardCharsets.US_ASCII).strip();
            Ed25519Signer signer = parse(node, text);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                warnings.println("pilothouse: warning: others can read the private key in " + path
                        + "; run: chmod 600 " + path);
            }
            return signer;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no key file " + path
                    + "; make one with: pilothouse key generate " + path, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the key file " + path + ": " + Reason.of(e), e);
        }
    }

    private Ed25519Signer parse(NodeId node, String text) {
        try {
            if (text.matches("[0-9a-fA-F]{64}")) {
                return Ed25519Signer.ofSeed(node, HexFormat.of().parseHex(text));
            }
            if (text.startsWith(BEGIN) && text.endsWith(END)) {
                String base64 = text.substring(BEGIN.length(), text.length() - END.length());
                return Ed25519Signer.ofPkcs8(node, Base64.getMimeDecoder().decode(base64));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(path + " is no key file: expected an Ed25519 private key as PEM (" + BEGIN
                + ") or its seed as 64 hexadecimal digits");
    }

    /**
     * Writes a key that only the owner of the file may read.
     *
     * @throws IllegalArgumentException if there is such a file: a key is never overwritten
     */
    public void write(Ed25519Signer signer) {
        String pem = BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(signer.pkcs8()) + "\n"
                + END + "\n";
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(path,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
            Files.writeString(path, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(path + " exists already; a key is not overwritten, choose another name",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
