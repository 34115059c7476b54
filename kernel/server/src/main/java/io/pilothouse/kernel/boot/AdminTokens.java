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
    private static final String FILE = "admin-token";

    private AdminTokens() {}

    /**
     * The token in force.
     *
     * @param generated the text to show the operator once, if it was made just now
     */
    record Found(AdminToken token, Optional<String> generated) {}

    static Found find(Configuration configuration, Path data) throws StartupException {
        String given = configuration.value(KernelSettings.ADMIN_TOKEN);
        String file = configuration.value(KernelSettings.ADMIN_TOKEN_FILE);
        if (!given.isEmpty() && !file.isEmpty()) {
            throw new StartupException("give admin-token or admin-token-file, not both");
        }
        if (!given.isEmpty()) {
            return new Found(AdminToken.of(given), Optional.empty());
        }
        if (!file.isEmpty()) {
            return new Found(AdminToken.of(firstLine(Path.of(file))), Optional.empty());
        }
        if (!configuration.value(KernelSettings.ADMIN_TOKEN_GENERATE)) {
            return new Found(AdminToken.of(""), Optional.empty());
        }
        Path kept = data.resolve(FILE);
        return Files.exists(kept)
                ? new Found(AdminToken.of(firstLine(kept)), Optional.empty())
                : generated(kept);
    }

    private static Found generated(Path kept) throws StartupException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            new DurableText(kept).write(text + "\n");
        } catch (IOException failed) {
            throw new StartupException("the admin token cannot be kept in " + kept + ": " + failed.getMessage(),
                    failed);
        }
        return new Found(AdminToken.of(text), Optional.of(text));
    }

    private static String firstLine(Path file) throws StartupException {
        try {
            String line = Files.readString(file).lines().findFirst().orElse("").strip();
            if (line.isEmpty()) {
                throw new StartupException("the first line of " + file + " should be the admin token but is empty");
            }
            return line;
        } catch (IOException unreadable) {
            throw new StartupException("the admin token file " + file + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
