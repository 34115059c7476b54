package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.DirectorySource;
import io.pilothouse.spi.HttpEndpoint;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.PilothousePlugin;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.WebhookSink;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every plugin keeps. */
public abstract class PluginContract {
    /** For extending it. */
    protected PluginContract() {}

    /** A new instance, as the service loader makes it. */
    protected abstract PilothousePlugin plugin();

    @Test
    final void contractItOffersFactoriesEachOnce() {
        assertFalse(plugin().factories().isEmpty(), "a plugin offers at least one factory");
        Set<String> offered = new HashSet<>();
        for (ComponentFactory<?> factory : plugin().factories()) {
            assertNotNull(factory);
            String offer = kind(factory) + "." + factory.type();
            assertTrue(offered.add(offer), () -> "offered twice: " + offer);
        }
    }

    private static String kind(ComponentFactory<?> factory) {
        return switch (factory) {
            case AuditExporter.Factory audit -> "audit";
            case DirectorySource.Factory directory -> "directory";
            case HttpEndpoint.Factory endpoint -> "endpoint";
            case IdentityProvider.Factory identity -> "identity";
            case PersistenceBackend.Factory persistence -> "persistence";
            case SecretsProvider.Factory secrets -> "secrets";
            case WebhookSink.Factory webhook -> "webhook";
        };
    }
}
