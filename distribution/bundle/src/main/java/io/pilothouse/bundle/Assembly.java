package io.pilothouse.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The last step of the build: checks the jars of a bundle, writes the file of its settings, prepares its class cache. */
public final class Assembly {
    private Assembly() {}

    /**
     * Ends with exit code 1 and every problem on standard error if the bundle would not start.
     *
     * @param arguments the bundle's folder, and the time of the build as the archive has it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path bundle = Path.of(arguments[0]);
        Libraries libraries = new Libraries(bundle, Instant.parse(arguments[1]));
        libraries.prepare();
        List<String> problems = libraries.problems();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.err.println("bundle: " + problem));
            System.exit(1);
        }
        Files.writeString(bundle.resolve("conf/pilothouse.properties"), SettingsFile.text());
        new ClassCache(bundle).make();
    }
}
