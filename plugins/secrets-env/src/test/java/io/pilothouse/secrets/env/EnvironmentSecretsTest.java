package io.pilothouse.secrets.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSecretsTest {
    private final EnvironmentSecrets secrets = new EnvironmentSecrets("P_",
            Map.of("P_REGISTRY_KEY", "k1", "P_EMPTY", "", "HOME", "/home", "P_A_B_C", "abc"));

    @Test
    void aKeyIsAVariableInCapitals() throws IOException {
        assertEquals(Optional.of(Secret.of("k1")), secrets.resolve("registry-key"));
        assertEquals(Optional.of(Secret.of("k1")), secrets.resolve("REGISTRY_KEY"));
        assertEquals(Optional.of(Secret.of("abc")), secrets.resolve("a.b-c"));
    }

    @Test
    void whatIsMissingEmptyOrWithoutPrefixIsNone() throws IOException {
        assertEquals(Optional.empty(), secrets.resolve("other"));
        assertEquals(Optional.empty(), secrets.resolve("empty"));
        assertEquals(Optional.empty(), secrets.resolve("home"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "../a", "ä", "a/b", "-a"})
    void otherKeysAreRefused(String key) {
        assertThrows(IOException.class, () -> secrets.resolve(key));
    }

    @Test
    void thePrefixIsASetting() throws StartupException, IOException {
        EnvironmentSecretsFactory factory = new EnvironmentSecretsFactory();
        assertEquals("env", factory.type());
        try (SecretsProvider none = factory.create(prefix("PILOTHOUSE_NOBODY_SETS_THIS_"), null)) {
            assertEquals(Optional.empty(), none.resolve("x"));
        }
        for (String wrong : new String[]{"", "1A", "A B", "A-"}) {
            assertThrows(StartupException.class, () -> factory.create(prefix(wrong), null).close());
        }
    }

    private static Settings prefix(String prefix) {
        return new Settings() {
            @Override
            public <T> T value(Setting<T> setting) {
                return setting.type().cast(setting.equals(EnvironmentSecretsFactory.PREFIX) ? prefix : null);
            }
        };
    }
}
