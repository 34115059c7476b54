package io.pilothouse.kernel.plugin;

import io.pilothouse.packaging.Capability;
import io.pilothouse.packaging.PluginDescription;
import io.pilothouse.packaging.UnfitPluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PropertiesPluginDescriptorFinder;

/** What {@code plugin.properties} says: PF4J's keys, {@code plugin.capabilities} and {@code plugin.offers}. */
final class Descriptor extends DefaultPluginDescriptor {
    private static final String FILE = PropertiesPluginDescriptorFinder.DEFAULT_PROPERTIES_FILE_NAME;
    private static final long MAX_FILE_BYTES = PluginDescription.MOST_BYTES;

    private Set<String> capabilities = Set.of();
    private NetworkReach reach = NetworkReach.NONE;
    private Set<String> offers = Set.of();
    private PluginDescription description;

    /** The same as the packaging tools see it. */
    PluginDescription description() {
        return description;
    }

    Set<String> capabilities() {
        return capabilities;
    }

    /** Whom it declared to connect to. */
    NetworkReach reach() {
        return reach;
    }

    /** What it can create, as {@code KIND.TYPE}; empty when it does not say so before it is loaded. */
    Set<String> offers() {
        return offers;
    }

    /** The same for a PF4J that sees no other plugin. */
    PluginDescriptor alone() {
        return new DefaultPluginDescriptor(getPluginId(), getPluginDescription(), getPluginClass(), getVersion(),
                getRequires(), getProvider(), getLicense());
    }

    /** Ids of the plugins that it depends on, those that may be absent too. */
    Set<String> dependencies() {
        return getDependencies().stream().map(PluginDependency::getPluginId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads and checks the descriptor of a plugin's folder. */
    static Descriptor in(Path folder) {
        return (Descriptor) new Finder().find(folder);
    }

    /** Reads and checks it. */
    private static final class Finder extends PropertiesPluginDescriptorFinder {
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
            try {
                PluginDescription description = PluginDescription.of(properties);
                Descriptor descriptor = (Descriptor) super.createPluginDescriptor(properties);
                descriptor.capabilities = description.capabilities().stream().map(Capability::word)
                        .collect(Collectors.toCollection(TreeSet::new));
                descriptor.reach = NetworkReach.of(description);
                descriptor.offers = description.offers();
                descriptor.description = description;
                return descriptor;
            } catch (UnfitPluginException unfit) {
                throw new PluginRefusal(unfit.getMessage(), unfit);
            }
        }
    }
}
