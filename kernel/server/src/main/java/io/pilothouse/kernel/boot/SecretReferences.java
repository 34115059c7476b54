package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.config.SecretReference;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings that name a secret of a provider, and their values. A provider to which nothing refers is neither loaded nor
 * created.
 */
final class SecretReferences {
    private static final String KIND = ComponentKind.SECRETS.name();
    /** Whose settings may be references; those of the providers themselves may not. */
    private static final List<ComponentKind<?>> REFERRING = List.of(ComponentKind.PERSISTENCE, ComponentKind.IDENTITY,
            ComponentKind.AUDIT, ComponentKind.WEBHOOK);

    private final Configuration configuration;
    private final Map<Setting<String>, SecretReference> own = new LinkedHashMap<>();
    private final Map<OfPlugin, SecretReference> ofPlugins = new LinkedHashMap<>();

    /** A setting of what plugins offer: of the one store, or of all components of a type. */
    private record OfPlugin(ComponentKind<?> kind, String type, String setting, String key) {
        static OfPlugin of(ComponentKind<?> kind, String key, Configuration configuration) {
            if (kind.equals(ComponentKind.PERSISTENCE)) {
                return new OfPlugin(kind, configuration.value(KernelSettings.PERSISTENCE), key, key);
            }
            int point = key.indexOf('.');
            return new OfPlugin(kind, key.substring(0, Math.max(0, point)), key.substring(point + 1), key);
        }

        String offer() {
            return kind.name() + "." + type;
        }

        @Override
        public String toString() {
            return kind.name() + "." + key;
        }
    }

    private SecretReferences(Configuration configuration) {
        this.configuration = configuration;
    }

    static SecretReferences in(Configuration configuration) throws StartupException {
        SecretReferences references = new SecretReferences(configuration);
        try {
            for (Setting<?> setting : KernelSettings.all()) {
                references.add(setting);
            }
            for (ComponentKind<?> kind : REFERRING) {
                configuration.of(kind.name()).forEach((key, value) -> SecretReference.of(kind.name() + "." + key, value)
                        .ifPresent(reference -> references.ofPlugins.put(OfPlugin.of(kind, key, configuration),
                                reference)));
            }
        } catch (IllegalArgumentException malformed) {
            throw new StartupException(malformed.getMessage(), malformed);
        }
        return references;
    }

    @SuppressWarnings("unchecked")
    private void add(Setting<?> setting) {
        if (!(configuration.value(setting) instanceof String value)) {
            return;
        }
        Optional<SecretReference> reference = SecretReference.of(setting.key(), value);
        if (reference.isPresent() && !setting.secret()) {
            throw notSecret(setting.key());
        }
        reference.ifPresent(found -> own.put((Setting<String>) setting, found));
    }

    private static IllegalArgumentException notSecret(String key) {
        return new IllegalArgumentException(
                "setting " + key + " is no secret: give its value itself, not a reference to a secret");
    }

    /**
     * Whether a plugin with these offers ({@code KIND.TYPE}) has to be there from the start; others come on demand. Who gets a
     * secret has to be, because only it knows which of its settings are secrets.
     */
    boolean need(Set<String> offers) {
        Set<String> providers = providers();
        String store = ComponentKind.PERSISTENCE.name() + "." + configuration.value(KernelSettings.PERSISTENCE);
        Set<String> referring = ofPlugins.keySet().stream().map(OfPlugin::offer).collect(Collectors.toSet());
        return offers.stream().anyMatch(offer -> offer.equals(store) || referring.contains(offer)
                || offer.startsWith(KIND + ".") && providers.contains(offer.substring(KIND.length() + 1)));
    }

    /** Whether a setting's value is not known before the providers were asked. */
    boolean names(Setting<String> setting) {
        return own.containsKey(setting);
    }

    private Set<String> providers() {
        Set<String> providers = new TreeSet<>();
        own.values().forEach(reference -> providers.add(reference.provider()));
        ofPlugins.values().forEach(reference -> providers.add(reference.provider()));
        return providers;
    }

    /**
     * The configuration with secrets in the place of the references.
     *
     * @param offered what all installed plugins offer, for errors
     * @throws StartupException names setting, provider and key of what cannot be resolved
     */
    Configuration resolve(ComponentCatalog catalog, Set<String> offered, Lender lender)
            throws StartupException, IOException {
        checkSettings(offered);
        Map<String, SecretsProvider> providers = new HashMap<>();
        try {
            for (String type : providers()) {
                if (!catalog.types(ComponentKind.SECRETS).contains(type)) {
                    throw new StartupException("a setting refers to the secrets provider " + type + ", but "
                            + offers(offered));
                }
                providers.put(type, catalog.create(ComponentKind.SECRETS, type, settingsOf(type),
                        lender.to(KIND + "-" + type)));
            }
            Map<Setting<String>, String> values = new HashMap<>();
            for (Map.Entry<Setting<String>, SecretReference> each : own.entrySet()) {
                String secret = secret(providers, each.getKey().key(), each.getValue());
                if (each.getKey().equals(KernelSettings.TLS_KEY) && !secret.contains(NetConfiguration.PEM)) {
                    // Otherwise it would be taken for a path, and be shown as one that does not exist.
                    throw new StartupException("setting tls-key: " + each.getValue() + " is no key in PEM");
                }
                values.put(each.getKey(), secret);
            }
            Configuration resolved = configuration.with(values);
            for (Map.Entry<OfPlugin, SecretReference> each : ofPlugins.entrySet()) {
                OfPlugin setting = each.getKey();
                checkSecret(catalog, setting);
                resolved = resolved.with(setting.kind().name(),
                        Map.of(setting.key(), secret(providers, setting.toString(), each.getValue())));
            }
            return resolved;
        } finally {
            providers.values().forEach(SecretsProvider::close);
        }
    }

    private static void checkSecret(ComponentCatalog catalog, OfPlugin place) throws StartupException {
        // Of a type that nobody offers, or whose plugin was refused, others tell.
        boolean plain = catalog.types(place.kind()).contains(place.type())
                && catalog.settings(place.kind(), place.type()).stream()
                        .anyMatch(setting -> setting.key().equals(place.setting()) && !setting.secret());
        if (plain) {
            throw new StartupException(notSecret(place.toString()).getMessage());
        }
    }

    /** The settings of a provider that nothing refers to are not checked, but its name is: it may be mistyped. */
    private void checkSettings(Set<String> offered) throws StartupException {
        for (String key : configuration.of(KIND).keySet()) {
            int point = key.indexOf('.');
            if (point < 0 || !offered.contains(KIND + "." + key.substring(0, point))) {
                throw new StartupException(
                        "unknown setting " + KIND + "." + key + ": settings of a secrets provider are "
                                + KIND + ".TYPE.KEY, and " + offers(offered));
            }
        }
    }

    private static String offers(Set<String> offered) {
        return "installed plugins offer " + offered.stream().filter(offer -> offer.startsWith(KIND + "."))
                .map(offer -> offer.substring(KIND.length() + 1)).sorted().toList();
    }

    private Map<String, String> settingsOf(String type) {
        Map<String, String> settings = new HashMap<>();
        configuration.of(KIND).forEach((key, value) -> {
            if (key.startsWith(type + ".")) {
                settings.put(key.substring(type.length() + 1), value);
            }
        });
        return settings;
    }

    private static String secret(Map<String, SecretsProvider> providers, String setting, SecretReference reference)
            throws StartupException {
        String what = "setting " + setting + ": the secrets provider " + reference.provider();
        try {
            Optional<Secret> found = providers.get(reference.provider()).resolve(reference.key());
            return found.orElseThrow(() -> new StartupException(what + " has no secret " + reference.key())).reveal();
        } catch (IOException failed) {
            throw new StartupException(what + " cannot give " + reference.key() + ": " + failed.getMessage(), failed);
        } catch (RuntimeException | LinkageError defect) {
            // The text of an unexpected failure could hold anything, the secret too.
            throw new StartupException(what + " failed to give " + reference.key() + ": "
                    + defect.getClass().getName(), defect);
        }
    }
}
