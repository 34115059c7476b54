package io.pilothouse.secrets.file;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes {@link FileSecrets} over one folder. */
final class FileSecretsFactory implements SecretsProvider.Factory {
    static final Setting<Path> FOLDER = Setting.of("folder", Path.class, Path.of("/run/secrets"),
            "The folder; the name of a file in it is a key, its text the secret. A line break at the end does not count.");
    static final Setting<FileSecrets.Wide> WIDE = Setting.of("wide-permissions", FileSecrets.Wide.class,
            FileSecrets.Wide.WARN,
            "What to do when others than owner and group may read or change a file: warn or refuse."
                    + " Container platforms mount secrets that way, in a place that only the container sees.");

    @Override
    public String type() {
        return "file";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FOLDER, WIDE);
    }

    @Override
    public SecretsProvider create(Settings settings, ComponentContext context) throws StartupException {
        Path folder = settings.value(FOLDER);
        if (!folder.isAbsolute()) {
            throw new StartupException("folder must be an absolute path but is " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new StartupException("folder " + folder + " is no folder: make it, or set secrets.file.folder");
        }
        try {
            return new FileSecrets(folder.toRealPath(), settings.value(WIDE));
        } catch (IOException unreadable) {
            throw new StartupException("folder " + folder + " cannot be read: " + unreadable, unreadable);
        }
    }
}
