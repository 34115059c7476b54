package io.pilothouse.secrets.env;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.util.List;

/** Makes {@link EnvironmentSecrets} over the variables of the registry's process. */
final class EnvironmentSecretsFactory implements SecretsProvider.Factory {
    static final Setting<String> PREFIX = Setting.of("prefix", String.class, "PILOTHOUSE_SECRET_",
            "What the names of the variables begin with; behind it stands the key in capitals, with _ for - and .");

    @Override
    public String type() {
        return "env";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PREFIX);
    }

    @Override
    public SecretsProvider create(Settings settings, ComponentContext context) throws StartupException {
        String prefix = settings.value(PREFIX);
        if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new StartupException("prefix must be letters, digits and _, such as PILOTHOUSE_SECRET_, but is \""
                    + prefix + "\": without one every variable would be a secret");
        }
        return new EnvironmentSecrets(prefix, System.getenv());
    }
}
