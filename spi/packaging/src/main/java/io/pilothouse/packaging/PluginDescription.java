package io.pilothouse.packaging;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What {@code plugin.properties} says.
 *
 * @param id lower case words joined by hyphens
 * @param version the plugin's own, such as 1.2.3
 * @param requires the versions of the SPI that it works with, such as {@code ^1.0.0}
 * @param provider who made it
 * @param license its licence, or empty
 * @param summary what it is, in one line, or empty
 * @param dependencies the plugins that it needs, as PF4J writes it, or empty
 * @param capabilities what it declares to do
 * @param networkHosts whom it declares to talk to; empty for anybody, if it may talk at all
 * @param offers what it can create, as {@code KIND.TYPE}; empty when it does not say so before it is loaded
 */
public record PluginDescription(String id, String version, String requires, String provider, String license,
        String summary, String dependencies, Set<Capability> capabilities, Set<String> networkHosts,
        Set<String> offers) {
    /** Longest descriptor in bytes. */
    public static final int MOST_BYTES = 64 * 1024;
    /** In {@code plugin.network-hosts}, the hosts that the settings of an instance name. */
    public static final String CONFIGURED = "configured";

    private static final String FILE = PluginFolder.DESCRIPTOR;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?";
    private static final String HOST = "(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*|\\[[0-9a-f:.]+]";

    public PluginDescription {
        capabilities = Collections.unmodifiableSet(
                capabilities.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(capabilities));
        networkHosts = Collections.unmodifiableSet(new TreeSet<>(networkHosts));
        offers = Collections.unmodifiableSet(new TreeSet<>(offers));
    }

    /** Reads the descriptor of a folder. */
    public static PluginDescription of(PluginFolder folder) throws UnfitPluginException, IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(folder.text(FILE, MOST_BYTES)));
        } catch (IllegalArgumentException malformed) {
            throw new UnfitPluginException(FILE + " cannot be read: " + malformed.getMessage(), malformed);
        }
        return of(properties);
    }

    /**
     * Checks a descriptor.
     *
     * @throws UnfitPluginException names the key, what it must be and what it is
     */
    public static PluginDescription of(Properties properties) throws UnfitPluginException {
        Set<Capability> capabilities = capabilities(words(properties, "plugin.capabilities"));
        return new PluginDescription(
                required(properties, "plugin.id", "[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower case words joined by -"),
                required(properties, "plugin.version", "[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?",
                        "a version such as 1.2.3"),
                required(properties, "plugin.requires", "[^*\\s].*", "the SPI versions it works with, such as ^1.0.0"),
                required(properties, "plugin.provider", "\\S.*", "the name of its maker"),
                text(properties, "plugin.license"), text(properties, "plugin.description"),
                text(properties, "plugin.dependencies"), capabilities,
                hosts(words(properties, "plugin.network-hosts"), capabilities),
                offers(words(properties, "plugin.offers")));
    }

    private static String text(Properties properties, String key) {
        return properties.getProperty(key, "").strip();
    }

    private static Set<String> words(Properties properties, String key) {
        Set<String> words = new TreeSet<>(Arrays.asList(text(properties, key).split("\\s*,\\s*", -1)));
        words.remove("");
        return words;
    }

    private static String required(Properties properties, String key, String form, String expected)
            throws UnfitPluginException {
        String value = text(properties, key);
        if (value.length() > 200 || !value.matches(form)) {
            throw new UnfitPluginException("in " + FILE + ", " + key + " must be " + expected
                    + (value.isEmpty() ? "; it is missing" : "; it is \"" + value + "\""));
        }
        return value;
    }

    private static Set<Capability> capabilities(Set<String> words) throws UnfitPluginException {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (String word : words) {
            capabilities.add(Capability.of(word).orElseThrow(() -> new UnfitPluginException(
                    "in " + FILE + ", plugin.capabilities may name " + Arrays.stream(Capability.values())
                            .map(Capability::word).sorted().collect(Collectors.joining(", ")) + "; it names " + word)));
        }
        return capabilities;
    }

    private static Set<String> hosts(Set<String> words, Set<Capability> capabilities) throws UnfitPluginException {
        if (!words.isEmpty() && !capabilities.contains(Capability.NETWORK)) {
            throw new UnfitPluginException("in " + FILE + ", plugin.network-hosts names " + words
                    + ", but plugin.capabilities does not name network; add it, or leave plugin.network-hosts out");
        }
        for (String word : words) {
            if (!word.matches(HOST)) {
                throw new UnfitPluginException(
                        "in " + FILE + ", plugin.network-hosts may name hosts (login.example.org),"
                                + " the end of names (*.example.org) and " + CONFIGURED
                                + ", in lower case and without scheme and port; it names " + word);
            }
        }
        return words;
    }

    private static Set<String> offers(Set<String> words) throws UnfitPluginException {
        for (String word : words) {
            if (!word.matches("[a-z-]+\\.[a-z][a-z0-9]*([-_][a-z0-9]+)*")) {
                throw new UnfitPluginException("in " + FILE
                        + ", plugin.offers must name KIND.TYPE, such as secrets.file; it names " + word);
            }
        }
        return words;
    }
}
