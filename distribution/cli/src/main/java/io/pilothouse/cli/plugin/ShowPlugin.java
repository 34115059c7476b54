package io.pilothouse.cli.plugin;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.View;
import io.pilothouse.protocol.command.PluginInspect;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plugin inspect}. */
@Command(name = "inspect", description = {"Show all that the registry knows of a plugin,",
    "or of a folder or jar on this computer what it says of itself, and what its classes do."})
final class ShowPlugin extends Action {
    @Parameters(paramLabel = "ID|FOLDER|JAR", description = "The plugin; a folder in this one needs a slash, as in ./hot.")
    private String plugin;

    @Mixin
    private TrustFolder trust = new TrustFolder();

    @Override
    protected void perform() {
        if (plugin.contains("/") || plugin.contains(File.separator) || plugin.endsWith(".jar")) {
            List<String> lines = InspectFiles.lines(new PluginFiles(Path.of(plugin)).report(trust.signatures()));
            print(lines.stream().map(line -> View.printable(line) + "\n").collect(Collectors.joining()));
        } else {
            ask(PluginInspect.TYPE, new PluginInspect(plugin));
        }
    }
}
