package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.PluginDescriptor;
import org.pf4j.PropertiesPluginDescriptorFinder;

/** What {@code plugin.properties} says: PF4J's keys, {@code plugin.capabilities} and {@code plugin.offers}. */
final class Descriptor extends DefaultPluginDescriptor {
    private static final String FILE = PropertiesPluginDescriptorFinder.DEFAULT_PROPERTIES_FILE_NAME;
    private static final long MAX_FILE_BYTES = 64 * 1024;
    private static final Set<String> CAPABILITIES = new TreeSet<>(
            List.of("network", "files", "threads", "processes", "native"));

    private Set<String> capabilities = Set.of();
    private Set<String> offers = Set.of();

    Set<String> capabilities() {
        return capabilities;
    }

    /** What it can create, as {@code KIND.TYPE}; empty when it does not say so before it is loaded. */
    Set<String> offers() {
        return offers;
    }

    /** Reads and checks the descriptor of a plugin's folder. */
    static final class Finder extends PropertiesPluginDescriptorFinder {
        @Override
        public PluginDescriptor find(Path folder) {
            Path file = folder.resolve(FILE);
            try {
                if (!Files.isRegularFile(file)) {
                    throw new PluginRefusal(
                            "there is no " + FILE + " in the folder; a plugin is a folder with that file and jars");
                }
                if (Files.size(file) > MAX_FILE_BYTES) {
                    throw new PluginRefusal(
                            FILE + " has " + Files.size(file) + " bytes; at most " + MAX_FILE_BYTES + " are read");
                }
                return super.find(folder);
            } catch (IOException | IllegalArgumentException e) {
                throw new PluginRefusal(FILE + " cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        protected DefaultPluginDescriptor createPluginDescriptorInstance() {
            return new Descriptor();
        }

        @Override
        protected PluginDescriptor createPluginDescriptor(Properties properties) {
            require(properties, PLUGIN_ID, "[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower case words joined by -");
            require(properties, PLUGIN_VERSION, "[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?",
                    "a version such as 1.2.3");
            require(properties, PLUGIN_REQUIRES, "[^*\\s].*", "the SPI versions it works with, such as ^1.0.0");
            require(properties, PLUGIN_PROVIDER, "\\S.*", "the name of its maker");
            Descriptor descriptor = (Descriptor) super.createPluginDescriptor(properties);
            descriptor.capabilities = capabilities(properties.getProperty("plugin.capabilities", ""));
            descriptor.offers = offers(properties.getProperty("plugin.offers", ""));
            return descriptor;
        }

        private static Set<String> offers(String text) {
            Set<String> declared = words(text);
            for (String offer : declared) {
                if (!offer.matches("[a-z-]+\\.[a-z][a-z0-9]*([-_][a-z0-9]+)*")) {
                    throw new PluginRefusal(
                            "in " + FILE + ", plugin.offers must name KIND.TYPE, such as secrets.file; it"
                                    + " names " + offer);
                }
            }
            return declared;
        }

        private static Set<String> words(String text) {
            Set<String> words = new TreeSet<>(Arrays.asList(text.strip().split("\\s*,\\s*")));
            words.remove("");
            return words;
        }

        private static void require(Properties properties, String key, String form, String expected) {
            String value = properties.getProperty(key, "").strip();
            if (value.length() > 200 || !value.matches(form)) {
                throw new PluginRefusal("in " + FILE + ", " + key + " must be " + expected
                        + (value.isEmpty() ? "; it is missing" : "; it is \"" + value + "\""));
            }
        }

        private static Set<String> capabilities(String text) {
            Set<String> declared = words(text);
            if (!CAPABILITIES.containsAll(declared)) {
                throw new PluginRefusal(
                        "in " + FILE + ", plugin.capabilities may name " + CAPABILITIES + "; it names " + declared);
            }
            return declared;
        }
    }
}
