package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.InvalidSettingsException;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.journal.DurableText;
import io.pilothouse.launcher.Home;
import io.pilothouse.launcher.Program;
import io.pilothouse.launcher.ProgramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code pilothouse admin-token rotate}: puts a new global admin token into its file, where a running registry finds it. */
final class AdminTokenProgram implements Program {
    private static final String USAGE = "Usage: pilothouse admin-token rotate [--data DIR | --admin-token-file FILE]"
            + " [--config FILE]";

    @Override
    public String name() {
        return "admin-token";
    }

    @Override
    public String summary() {
        return "Replace the global admin token of a running registry: admin-token rotate [--data DIR]";
    }

    @Override
    public int run(List<String> arguments, Home home) throws Exception {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.println(USAGE);
            return 0;
        }
        if (arguments.isEmpty() || !arguments.getFirst().equals("rotate")) {
            throw new ProgramException(ProgramException.USAGE, USAGE);
        }
        Configuration configuration = configuration(arguments.subList(1, arguments.size()), home);
        Path file = file(configuration, home);
        String token = AdminTokens.random();
        try {
            new DurableText(file).replace(token + "\n");
        } catch (IOException failed) {
            throw new ProgramException(1, "the old admin token stays: " + file + " cannot be written: " + failed);
        }
        System.out.println(token);
        System.err.println("A running registry takes it from " + file + " within "
                + 2 * AdminTokenWatch.PERIOD.toSeconds() + " seconds.");
        return 0;
    }

    /** An operator's shell often has the old token in a variable, for the command line; that one is not the registry's. */
    private static Configuration configuration(List<String> options, Home home) throws ProgramException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("PILOTHOUSE_ADMIN_TOKEN");
        try {
            return Configuration.read(options, environment, home.conf().resolve("pilothouse.properties"));
        } catch (InvalidSettingsException invalid) {
            throw new ProgramException(ProgramException.USAGE,
                    "the configuration is not usable:\n  " + String.join("\n  ", invalid.problems()) + "\n" + USAGE);
        }
    }

    private static Path file(Configuration configuration, Home home) throws ProgramException {
        if (!configuration.value(KernelSettings.ADMIN_TOKEN).isEmpty()) {
            throw new ProgramException(1, "the registry has its token from the setting admin-token: change it there and"
                    + " start again; only a token in a file can be replaced while the registry works");
        }
        String given = configuration.value(KernelSettings.ADMIN_TOKEN_FILE);
        Path file = given.isEmpty()
                ? StoreRoom.folder(configuration, home).resolve(AdminTokens.FILE)
                : Path.of(given).toAbsolutePath();
        if (!Files.exists(file)) {
            throw new ProgramException(1, "there is no " + file + ": name the registry's data folder with --data or the"
                    + " token's file with --admin-token-file");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ProgramException(1, file + " is no file but a link or something else: whoever made it has to"
                    + " change what it points to");
        }
        return file;
    }
}
