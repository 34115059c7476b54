package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.journal.DurableText;
import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the keys come from that encrypt secrets at rest: the environment, a file, or one that is made at the first start. */
final class SecretKeys {
    private static final String FILE = "secrets.key";

    private SecretKeys() {}

    static SecretBox find(Configuration configuration, Path data) throws StartupException {
        String given = configuration.value(KernelSettings.SECRETS_KEY);
        String file = configuration.value(KernelSettings.SECRETS_KEY_FILE);
        if (!given.isEmpty() && !file.isEmpty()) {
            throw new StartupException("give secrets-key or secrets-key-file, not both");
        }
        if (!given.isEmpty()) {
            return box(Stream.of(given.split("[,\n]")), "secrets-key");
        }
        Path kept = file.isEmpty() ? data.resolve(FILE) : Path.of(file);
        if (file.isEmpty() && !Files.exists(kept)) {
            make(kept);
        }
        try {
            return box(Files.readAllLines(kept).stream(), kept.toString());
        } catch (IOException unreadable) {
            throw new StartupException("the file of keys " + kept + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static void make(Path kept) throws StartupException {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            // Before anything is sealed with it: what is in the journal must not outlive its key in a loss of power.
            new DurableText(kept).write(Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException failed) {
            throw new StartupException("the key that encrypts secrets cannot be kept in " + kept + ": "
                    + failed.getMessage(), failed);
        }
    }

    private static SecretBox box(Stream<String> lines, String where) throws StartupException {
        List<byte[]> keys = new ArrayList<>();
        for (String line : lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()) {
            byte[] key;
            try {
                key = Base64.getDecoder().decode(line);
            } catch (IllegalArgumentException wrong) {
                throw new StartupException("key " + (keys.size() + 1) + " of " + where + " is not base64", wrong);
            }
            if (key.length != SecretBox.KEY_BYTES) {
                throw new StartupException("key " + (keys.size() + 1) + " of " + where + " has " + key.length
                        + " bytes but must have " + SecretBox.KEY_BYTES + ", in base64");
            }
            keys.add(key);
        }
        if (keys.isEmpty()) {
            throw new StartupException(where + " holds no key: it should have " + SecretBox.KEY_BYTES
                    + " random bytes in base64 on a line");
        }
        return new SecretBox(keys);
    }

    /** Why the registry must not start: it would refuse tokens that are right, and sinks would be without theirs. */
    static Optional<String> trouble(SecretBox box, StateView state) {
        Set<String> missing = new TreeSet<>();
        secrets(state).forEach(secret -> box.missingKey(secret).ifPresent(missing::add));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("secrets in the data are encrypted with a key that is not there ("
                        + missing.stream().collect(Collectors.joining(", "))
                        + "): put it back into the file of keys, one a line; the first line encrypts, all decrypt");
    }

    private static Stream<SealedSecret> secrets(StateView state) {
        return Stream.concat(state.networks().flatMap(network -> Stream.concat(tokens(network),
                state.blueprint(network.id()).map(AppliedBlueprint::document).stream())),
                state.integrations().flatMap(one -> one.secrets().values().stream()));
    }

    private static Stream<SealedSecret> tokens(Network network) {
        return Stream.of(network.token(), network.adminToken());
    }
}
