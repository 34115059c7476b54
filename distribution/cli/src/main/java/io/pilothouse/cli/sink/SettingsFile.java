package io.pilothouse.cli.sink;

import io.pilothouse.cli.DocumentFile;
import io.pilothouse.protocol.ComponentSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a component is given besides: from a file, so that secrets are in no list of processes. */
final class SettingsFile {
    @Option(names = "--settings", paramLabel = "FILE", description = "The component's own settings as JSON, or as YAML if the name ends in .yaml or .yml.")
    private Path file;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException tells what is wrong with the file
     */
    ComponentSettings read() {
        if (file == null) {
            return ComponentSettings.NONE;
        }
        try {
            ComponentSettings settings = ComponentSettings.read(new DocumentFile(file).read());
            if (!settings.problems().isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", settings.problems()));
            }
            return settings;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }
}
