package io.pilothouse.cli.plugin;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse plugin}. */
@Command(subcommands = {ListPlugins.class, ShowPlugin.class, InstallNewPlugin.class, RemoveOwnPlugin.class,
    ReloadOnePlugin.class, EnableOnePlugin.class, DisableOnePlugin.class, VerifyFiles.class, SignFiles.class,
    GenerateSigningKey.class, InitProject.class})
public final class PluginProgram extends Words {
    /** The program. */
    public PluginProgram() {
        super("plugin", "make plugins; install, exchange and remove those of a running registry");
    }
}
