package io.pilothouse.audit.json;

import io.pilothouse.sinks.Scheme;
import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes a {@link JsonExport} or a {@link FileExport}; the address decides which. Nothing is sent or opened before the first event. */
final class JsonExportFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where events are posted to, http or https; user and password in it are sent as basic authorization. Or file:NAME"
                    + " for lines in a file of that name.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(10));
    static final Setting<String> FOLDER = Setting.of("folder", String.class, "",
            "For file:NAME, the absolute path of a folder that is there; empty for the instance's own folder.");
    static final Setting<Long> ROTATE_SIZE = Setting.of("rotate-size", Long.class, 100L * 1024 * 1024,
            "For file:NAME, bytes after which another file is begun, 4096 to 268435456.");
    static final Setting<Duration> ROTATE_AGE = Setting.of("rotate-age", Duration.class, Duration.ofDays(1),
            "For file:NAME, age at which another file is begun, at least 1m; 0s for never.");
    static final Setting<Integer> KEEP = Setting.of("keep", Integer.class, 30,
            "For file:NAME, how many older files are kept, 1 to 10000.");
    static final Setting<Boolean> GZIP = Setting.of("gzip", Boolean.class, true,
            "For file:NAME, whether older files are compressed.");

    private static final String FILE = "file:";
    /** Compressing the old file must fit into one call. */
    private static final long LARGEST = 256L * 1024 * 1024;
    private static final long SMALLEST = 4_096;
    private static final int MOST_KEPT = 10_000;

    @Override
    public String type() {
        return "json";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, Scheme.TOKEN, Scheme.SETTING, TIMEOUT, FOLDER, ROTATE_SIZE, ROTATE_AGE, KEEP, GZIP);
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
        String url = settings.value(URL);
        if (url.startsWith(FILE)) {
            return new FileExport(new LineFile(folder(settings, context).resolve(name(url)), context.clock()),
                    rotation(settings));
        }
        return new JsonExport(WebAddress.parse(url),
                settings.value(Scheme.SETTING).header(settings.value(Scheme.TOKEN)),
                Timeout.of(settings, TIMEOUT), context.http(), context.clock());
    }

    private static String name(String url) throws StartupException {
        String name = url.substring(FILE.length());
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}") || name.endsWith(Rotation.PACKED)) {
            throw new StartupException(
                    "after file: there must be the name of a file, of letters, digits, . _ and -, not"
                            + " ending in .gz; another folder is given with the setting folder");
        }
        return name;
    }

    private static Path folder(Settings settings, ComponentContext context) throws StartupException {
        String text = settings.value(FOLDER);
        if (text.isEmpty()) {
            return context.dataFolder();
        }
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute() && Files.isDirectory(folder) && Files.isWritable(folder)) {
                return folder;
            }
        } catch (InvalidPathException malformed) {
            throw new StartupException("setting folder is no path: " + malformed.getReason(), malformed);
        }
        throw new StartupException(
                "setting folder must be the absolute path of a folder that is there and can be written to");
    }

    private static Rotation rotation(Settings settings) throws StartupException {
        long size = settings.value(ROTATE_SIZE);
        if (size < SMALLEST || size > LARGEST) {
            throw new StartupException(
                    "setting rotate-size must be " + SMALLEST + " to " + LARGEST + "; it is " + size);
        }
        Duration age = settings.value(ROTATE_AGE);
        if (!age.isZero() && age.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new StartupException("setting rotate-age must be 0s or at least 1m; it is " + age);
        }
        int keep = settings.value(KEEP);
        if (keep < 1 || keep > MOST_KEPT) {
            throw new StartupException("setting keep must be 1 to " + MOST_KEPT + "; it is " + keep);
        }
        return new Rotation(size, age, keep, settings.value(GZIP));
    }
}
