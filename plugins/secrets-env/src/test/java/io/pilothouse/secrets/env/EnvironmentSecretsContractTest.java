package io.pilothouse.secrets.env;

import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.SecretsProviderContract;
import java.util.Map;

/** The variable is set by this module's build. */
class EnvironmentSecretsContractTest extends SecretsProviderContract {
    @Override
    protected SecretsProvider.Factory factory() {
        return new EnvironmentSecretsFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of();
    }

    @Override
    protected Map<String, String> known() {
        return Map.of("contract-test", "a-secret-of-the-environment");
    }
}
