package io.pilothouse.secrets.env;

import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Secrets in environment variables with a prefix. An empty variable counts as none. */
final class EnvironmentSecrets implements SecretsProvider {
    private final String prefix;
    private final Map<String, String> variables;

    EnvironmentSecrets(String prefix, Map<String, String> variables) {
        this.prefix = prefix;
        this.variables = variables;
    }

    @Override
    public Optional<Secret> resolve(String key) throws IOException {
        if (!key.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IOException("a key is letters, digits, -, . and _");
        }
        String name = prefix + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty()).map(Secret::of);
    }

    @Override
    public void close() {
        // The variables belong to the process.
    }
}
