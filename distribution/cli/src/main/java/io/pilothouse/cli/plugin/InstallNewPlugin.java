package io.pilothouse.cli.plugin;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.launcher.Home;
import io.pilothouse.protocol.command.PluginInstall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugin install}. */
@Command(name = "install", description = {
    "Install a plugin, or another version of one, into the registry that runs on this machine.",
    "It is there as a whole afterwards, or nothing has changed."})
final class InstallNewPlugin extends PluginAction {
    @Parameters(paramLabel = "FOLDER|JAR", description = "The plugin.")
    private Path plugin;

    @Option(names = "--plugins", paramLabel = "DIR", description = "The folder of plugins that the registry was started with"
            + " (PILOTHOUSE_PLUGINS; plugins/ of this bundle).")
    private Path folder;

    @Override
    protected void perform() {
        Path from = plugin.toAbsolutePath().normalize();
        if (!Files.exists(from)) {
            throw usage("there is no " + plugin);
        }
        Incoming incoming = new Incoming(folder().resolve(".incoming"));
        try {
            String name = incoming.put(from);
            try {
                change(PluginInstall.TYPE, new PluginInstall(name));
            } finally {
                incoming.takeBack(name);
            }
        } catch (IOException failed) {
            throw new FailedException("cannot copy " + plugin + ": " + Reason.of(failed));
        }
    }

    private Path folder() {
        if (folder != null) {
            return folder;
        }
        String home = System.getProperty(Home.PROPERTY, "");
        if (home.isEmpty()) {
            throw usage("give --plugins DIR or set PILOTHOUSE_PLUGINS");
        }
        return Path.of(home).resolve("plugins");
    }
}
