package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.journal.DurableText;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Where the global admin token comes from: the option, a file, or one that is made at the first start and kept. */
final class AdminTokens {
    /** The generated token, in the data folder. */
    static final String FILE = "admin-token";

    private static final int LARGEST = 64 * 1024;

    private AdminTokens() {}

    /**
     * The token in force.
     *
     * @param file where it is kept, if a change of it there counts
     * @param generated the text to show the operator once, if it was made just now
     */
    record Found(AdminToken token, Optional<Path> file, Optional<String> generated) {
        private static Found fixed(String text) {
            return new Found(AdminToken.of(text), Optional.empty(), Optional.empty());
        }

        private static Found in(Path file) throws StartupException {
            return new Found(AdminToken.of(firstLine(file)), Optional.of(file), Optional.empty());
        }
    }

    static Found find(Configuration configuration, Path data) throws StartupException {
        String given = configuration.value(KernelSettings.ADMIN_TOKEN);
        String file = configuration.value(KernelSettings.ADMIN_TOKEN_FILE);
        if (!given.isEmpty() && !file.isEmpty()) {
            throw new StartupException("give admin-token or admin-token-file, not both");
        }
        if (!given.isEmpty()) {
            return Found.fixed(given);
        }
        if (!file.isEmpty()) {
            return Found.in(Path.of(file).toAbsolutePath());
        }
        if (!configuration.value(KernelSettings.ADMIN_TOKEN_GENERATE)) {
            return Found.fixed("");
        }
        Path kept = data.resolve(FILE);
        return Files.exists(kept) ? Found.in(kept) : generated(kept);
    }

    /** A token that nobody guesses. */
    static String random() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static Found generated(Path kept) throws StartupException {
        String text = random();
        try {
            new DurableText(kept).write(text + "\n");
        } catch (IOException failed) {
            throw new StartupException("the admin token cannot be kept in " + kept + ": " + failed.getMessage(),
                    failed);
        }
        return new Found(AdminToken.of(text), Optional.of(kept), Optional.of(text));
    }

    /** The token that a file says. */
    static String firstLine(Path file) throws StartupException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new StartupException("the admin token file " + file + " is too large, at most " + LARGEST
                        + " bytes");
            }
            String line = Files.readString(file).lines().findFirst().orElse("").strip();
            if (line.isEmpty()) {
                throw new StartupException("the first line of " + file + " should be the admin token but is empty");
            }
            return line;
        } catch (IOException unreadable) {
            throw new StartupException("the admin token file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }
}
