package io.pilothouse.cli.plugin;

import io.pilothouse.cli.View;
import io.pilothouse.packaging.PluginReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugin sign}. */
@Command(name = "sign", description = {"Write a plugin's lock file and sign it.",
    "What a registry would refuse for another reason is not signed."})
final class SignFiles implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER|JAR", description = "The plugin.")
    private Path path;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key, as 'plugin keygen' makes it.")
    private Path key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PluginReport report = new PluginFiles(path).sign(key);
        PrintWriter out = spec.commandLine().getOut();
        report.notes().forEach(note -> out.println(View.printable("note    " + note)));
        out.println(View.printable(path + " is signed, digest " + report.digest()));
        return 0;
    }
}
