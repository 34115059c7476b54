package io.pilothouse.kernel.config;

import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kernel's checked configuration. An option wins over the environment, the environment over the file, the file over the
 * default.
 *
 * @param settings the kernel's own settings
 * @param plugins settings of plugins by kind, for example {@code persistence} with {@code file}; checked by the plugin
 */
public record Configuration(Settings settings, Map<String, Map<String, String>> plugins) {
    private static final String PREFIX = "PILOTHOUSE_";
    /** Secrets themselves, for the provider that reads the environment. */
    private static final String SECRETS = "PILOTHOUSE_SECRET_";
    private static final List<String> PLUGIN_KINDS = List.of("persistence", "secrets", "identity", "audit", "webhook");
    private static final List<String> OTHER_VARIABLES = List.of("PILOTHOUSE_DEBUG", "PILOTHOUSE_HOME",
            "PILOTHOUSE_CONFIG", "PILOTHOUSE_JAVA_OPTIONS",
            // Those of the command line, which an operator may have set in the same shell.
            "PILOTHOUSE_SERVER", "PILOTHOUSE_TLS_FINGERPRINT", "PILOTHOUSE_TLS_CA", "PILOTHOUSE_KEY", "PILOTHOUSE_NODE",
            "PILOTHOUSE_TIMEOUT", "PILOTHOUSE_SEAL");

    /** The value of one of {@link KernelSettings}. */
    public <T> T value(Setting<T> setting) {
        return settings.value(setting);
    }

    /** Settings of the plugins of one kind. */
    public Map<String, String> of(String kind) {
        return plugins.getOrDefault(kind, Map.of());
    }

    /** The same with other texts for some of the kernel's settings. */
    public Configuration with(Map<Setting<String>, String> values) {
        Settings others = settings;
        return values.isEmpty()
                ? this
                : new Configuration(new Settings() {
                    @Override
                    public <T> T value(Setting<T> setting) {
                        String text = values.get(setting);
                        return text == null ? others.value(setting) : setting.type().cast(text);
                    }
                }, plugins);
    }

    /** The same with other texts for some of the settings of plugins of one kind. */
    public Configuration with(String kind, Map<String, String> values) {
        if (values.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(of(kind));
        all.putAll(values);
        Map<String, Map<String, String>> others = new HashMap<>(plugins);
        others.put(kind, all);
        return new Configuration(settings, others);
    }

    /**
     * Reads the configuration.
     *
     * @param arguments options of the command line
     * @param environment all environment variables; those of ours begin with {@code PILOTHOUSE_}
     * @param file the file to read unless an option names another; it may be missing then
     * @throws InvalidSettingsException with every problem there is
     */
    public static Configuration read(List<String> arguments, Map<String, String> environment, Path file)
            throws InvalidSettingsException {
        List<String> problems = new ArrayList<>();
        Map<String, String> options = options(arguments, problems);
        String named = options.remove("config");
        if (named == null) {
            named = environment.get("PILOTHOUSE_CONFIG");
        }
        Map<String, String> given = new TreeMap<>();
        if (named != null || Files.exists(file)) {
            given.putAll(properties(named == null ? file : Path.of(named), problems));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.startsWith(SECRETS) && !OTHER_VARIABLES.contains(name)) {
                given.put(keyOf(name), value);
            }
        });
        given.putAll(options);
        Map<String, Map<String, String>> plugins = new HashMap<>();
        for (String kind : PLUGIN_KINDS) {
            plugins.put(kind, partOf(given, kind + "."));
        }
        try {
            Settings settings = SettingsReader.check(KernelSettings.all(), given, "configuration");
            if (problems.isEmpty()) {
                return new Configuration(settings, plugins);
            }
        } catch (InvalidSettingsException invalid) {
            problems.addAll(invalid.problems());
        }
        throw new InvalidSettingsException("configuration", problems);
    }

    /** Takes the keys with a prefix out of the map, without the prefix. */
    private static Map<String, String> partOf(Map<String, String> given, String prefix) {
        Map<String, String> part = given.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
        given.keySet().removeIf(key -> key.startsWith(prefix));
        return part;
    }

    /** {@code PILOTHOUSE_ADMIN_TOKEN} is {@code admin-token}; two underscores are a dot. */
    private static String keyOf(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace("__", ".").replace('_', '-');
    }

    private static Map<String, String> options(List<String> arguments, List<String> problems) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--") || argument.length() == 2) {
                problems.add("unexpected argument " + argument + ": options are --key value");
                continue;
            }
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            String value;
            if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                value = arguments.get(++i);
            } else {
                value = "true";
            }
            if (options.put(key, value) != null) {
                problems.add("option --" + key + " is given twice");
            }
        }
        return options;
    }

    private static Map<String, String> properties(Path file, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add("configuration file " + file + " cannot be read: " + unreadable.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name).strip()));
    }
}
