package io.pilothouse.cli.plugin;

import io.pilothouse.cli.View;
import io.pilothouse.packaging.PluginReport;
import io.pilothouse.protocol.json.JsonWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugin verify}. */
@Command(name = "verify", description = {"Check a plugin on this computer as a registry does before it loads it.",
    "The exit code is 1 if it would be refused."})
final class VerifyFiles implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER|JAR", description = "The plugin.")
    private Path path;

    @Mixin
    private TrustFolder trust = new TrustFolder();

    @Option(names = "--json", description = "Print the findings as one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PluginReport report = new PluginFiles(path).report(trust.signatures());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonWriter().beginObject().flag("passed", report.passed()).text("digest", report.digest())
                    .text("signer", report.signer())
                    .objects("steps", report.steps(),
                            (step, inner) -> inner.text("step", step.name()).flag("passed", step.passed())
                                    .text("text", step.text()))
                    .texts("notes", report.notes()).endObject().text());
        } else {
            report.steps().forEach(step -> out.println(View.printable(
                    String.format("%-8s%-14s%s", step.passed() ? "ok" : "WRONG", step.name(), step.text()))));
            report.notes().forEach(note -> out.println(View.printable("note    " + note)));
            out.println(View.printable(path + (report.passed() ? " would be let in" : " would be refused")));
        }
        return report.passed() ? 0 : 1;
    }
}
