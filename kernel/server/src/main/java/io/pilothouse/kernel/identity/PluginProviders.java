package io.pilothouse.kernel.identity;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.plugin.CallMeter;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.GuardLimits;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes identity providers from the plugins on the shelf.
 *
 * @param catalog what plugins can create
 * @param secrets opens the secrets of a configuration
 * @param data the registry's data folder; an instance gets one of its own in it
 * @param clock lent to the instances
 * @param http lent to the instances
 * @param meter is told of calls
 */
public record PluginProviders(ComponentCatalog catalog, SecretBox secrets, Path data, InstantSource clock,
        OutboundHttp http, CallMeter meter) implements ProviderMaker {
    /** Is asked for every type that no plugin offers by name, as in R1: there a provider's URL is its webhook. */
    private static final String WEBHOOK = "webhook";
    /** No R1 client knows it: who gives it wants tokens verified with these keys and nothing else. */
    private static final String KEYS = "jwks_url";

    private record Lent(String instance, Path dataFolder, InstantSource clock, OutboundHttp http)
            implements
                ComponentContext {}

    @Override
    public Guarded<IdentityProvider> make(Integration configured) throws StartupException {
        String type = type(configured);
        String instance = "identity-" + type;
        IdentityProvider provider = catalog.create(ComponentKind.IDENTITY, type, settings(configured, type),
                new Lent(instance, folder(instance), clock, http));
        return new Guarded<>(instance, provider, GuardLimits.DEFAULT, meter, System::nanoTime);
    }

    private String type(Integration configured) throws StartupException {
        var offered = catalog.types(ComponentKind.IDENTITY);
        if (offered.contains(configured.type())) {
            return configured.type();
        }
        if (offered.contains(WEBHOOK) && configured.setting(KEYS).isEmpty()) {
            return WEBHOOK;
        }
        throw new StartupException("no plugin serves the configured " + configured.type() + "; installed plugins offer "
                + offered);
    }

    /** The fields of the commands are the same for every type; a plugin gets those that it declares. */
    private Map<String, String> settings(Integration configured, String type) throws StartupException {
        Map<String, String> given = new TreeMap<>();
        configured.settings().forEach((name, value) -> given.put(key(name), value));
        for (String name : configured.secrets().keySet()) {
            given.put(key(name), secrets.open(configured.secrets().get(name), configured.place().purpose(name))
                    .orElseThrow(() -> new StartupException("its secret " + name
                            + " cannot be decrypted: the key is missing, or it was made for another place")));
        }
        given.keySet().retainAll(catalog.settings(ComponentKind.IDENTITY, type).stream().map(Setting::key).toList());
        return given;
    }

    private static String key(String name) {
        return name.replace('_', '-');
    }

    private Path folder(String instance) throws StartupException {
        try {
            return Files.createDirectories(data.resolve("components").resolve(instance));
        } catch (IOException failed) {
            throw new StartupException("its folder cannot be made: " + failed.getMessage(), failed);
        }
    }
}
