package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Lets in whatever can be read, and says by a digest what it was. */
public final class DigestGate implements PluginGate {
    @Override
    public Admitted admit(Path stagedFolder, PluginOrigin origin) {
        try {
            MessageDigest whole = MessageDigest.getInstance("SHA-256");
            for (Path file : Trees.in(stagedFolder)) {
                byte[] content = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                whole.update((HexFormat.of().formatHex(content) + "  " + file.getFileName() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return new Admitted(HexFormat.of().formatHex(whole.digest()), "", List.of());
        } catch (IOException unreadable) {
            throw new PluginRefusal("its files cannot be read: " + unreadable, unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
