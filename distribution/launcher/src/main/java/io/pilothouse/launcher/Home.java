package io.pilothouse.launcher;

import java.nio.file.Path;

/**
 * The folder of the bundle.
 *
 * @param folder the folder with {@code bin/}, {@code conf/}, {@code lib/}, {@code plugins/} and {@code data/}, absolute
 */
public record Home(Path folder) {
    /** The system property with which {@code bin/pilothouse} says where it is. */
    public static final String PROPERTY = "pilothouse.home";

    public Home {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("the bundle's folder must be an absolute path, not " + folder);
        }
    }

    /** Configuration that the operator edits. */
    public Path conf() {
        return folder.resolve("conf");
    }

    /** The plugins of the bundle, one folder for each. */
    public Path bundledPlugins() {
        return folder.resolve("lib/plugins");
    }

    /** The plugins that the operator adds, unless the registry is told another folder. */
    public Path plugins() {
        return folder.resolve("plugins");
    }

    /** Where the registry keeps its data unless it is told otherwise. */
    public Path data() {
        return folder.resolve("data");
    }

    static Home fromSystemProperty() throws ProgramException {
        String folder = System.getProperty(PROPERTY);
        if (folder == null || folder.isEmpty()) {
            throw new ProgramException(1, "the system property " + PROPERTY
                    + " is not set; start Pilothouse with bin/pilothouse, which sets it to the bundle's folder");
        }
        return new Home(Path.of(folder).toAbsolutePath().normalize());
    }
}
