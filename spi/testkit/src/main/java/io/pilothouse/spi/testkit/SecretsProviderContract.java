package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every secrets provider keeps: a secret is found by its own key and shown nowhere. */
public abstract class SecretsProviderContract extends ComponentContract<SecretsProvider> {
    private static final List<String> STRANGE = List.of("no-such-key", "..", "../x", "/etc/passwd", "a/../../b",
            "\u0000", "a b",
            "a=b", "日本語", "x".repeat(100_000), "%2e%2e", ".", "-", "\n", "C:\\x");

    /** For extending it. */
    protected SecretsProviderContract() {}

    @Override
    protected abstract SecretsProvider.Factory factory();

    /** Secrets that are there, by key; at least one. */
    protected abstract Map<String, String> known() throws Exception;

    @Override
    protected void use(SecretsProvider component) throws Exception {
        component.resolve(known().keySet().iterator().next());
    }

    @Test
    final void contractKnownSecretsAreFound() throws Exception {
        SecretsProvider provider = component();
        assertFalse(known().isEmpty(), "name a secret that is there");
        for (Map.Entry<String, String> each : known().entrySet()) {
            assertEquals(Optional.of(Secret.of(each.getValue())),
                    within(DEADLINE, () -> provider.resolve(each.getKey())));
        }
    }

    @Test
    final void contractStrangeKeysFindNothingAndThrowNothingButIOExceptions() throws Exception {
        SecretsProvider provider = component();
        for (String key : STRANGE) {
            try {
                assertEquals(Optional.empty(), within(DEADLINE, () -> provider.resolve(key)), key);
            } catch (IOException clear) {
                assertNotNull(clear.getMessage(), () -> "a refusal of " + key + " tells nothing");
                known().values().forEach(secret -> assertFalse(clear.getMessage().contains(secret), "shows a secret"));
            }
        }
    }

    @Test
    final void contractItDoesNotShowWhatItHolds() throws Exception {
        SecretsProvider provider = component();
        for (Map.Entry<String, String> each : known().entrySet()) {
            provider.resolve(each.getKey());
            assertFalse(provider.toString().contains(each.getValue()), "toString shows a secret");
        }
    }
}
