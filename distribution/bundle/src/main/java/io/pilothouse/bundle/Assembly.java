package io.pilothouse.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last step of the build: checks the layers of a bundle and writes the file of its settings. */
public final class Assembly {
    private Assembly() {}

    /** Ends with exit code 1 and every problem on standard error if the bundle would not start. */
    public static void main(String[] arguments) throws IOException {
        Path bundle = Path.of(arguments[0]);
        List<String> problems = new LayerCheck(bundle).problems();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.err.println("bundle: " + problem));
            System.exit(1);
        }
        Files.writeString(bundle.resolve("conf/pilothouse.properties"), SettingsFile.text());
    }
}
