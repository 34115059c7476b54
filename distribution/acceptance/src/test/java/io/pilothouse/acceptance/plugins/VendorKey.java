package io.pilothouse.acceptance.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Signs plugins as the page on trust describes it, without a class of Pilothouse. */
final class VendorKey {
    private static final List<String> SEALS = List.of("plugin.lock", "plugin.lock.sig");

    private final KeyPair pair;

    VendorKey() {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts the public half into a folder of trust keys. */
    Path trust(Path folder, String name) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve(name + ".pem"), "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
        return folder;
    }

    String id() {
        return sha256(pair.getPublic().getEncoded()).substring(0, 32);
    }

    /** Writes lock file and signature. */
    Path sign(Path plugin) throws IOException {
        StringBuilder lock = new StringBuilder();
        try (Stream<Path> files = Files.list(plugin)) {
            for (Path file : files.filter(each -> !SEALS.contains(each.getFileName().toString())).sorted().toList()) {
                lock.append(sha256(Files.readAllBytes(file))).append("  ").append(file.getFileName()).append('\n');
            }
        }
        return sign(plugin, lock.toString());
    }

    /** Signs a lock file as it is. */
    Path sign(Path plugin, String lock) throws IOException {
        byte[] bytes = lock.getBytes(StandardCharsets.US_ASCII);
        Files.write(plugin.resolve("plugin.lock"), bytes);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            Files.writeString(plugin.resolve("plugin.lock.sig"), "ed25519 " + id() + "\n"
                    + Base64.getEncoder().encodeToString(signature.sign()) + "\n");
            return plugin;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
