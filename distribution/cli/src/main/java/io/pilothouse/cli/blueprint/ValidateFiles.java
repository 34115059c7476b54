package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.DocumentFile;
import io.pilothouse.cli.View;
import io.pilothouse.protocol.blueprint.BlueprintReader;
import io.pilothouse.protocol.blueprint.BlueprintReading;
import io.pilothouse.protocol.blueprint.Problem;
import io.pilothouse.protocol.blueprint.Warning;
import io.pilothouse.protocol.json.JsonWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blueprint validate}. */
@Command(name = "validate", description = {"Check blueprints without a registry.",
    "The exit code is 1 if a file has a problem."})
final class ValidateFiles implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Blueprints as JSON, or as YAML if the name ends in .yaml or .yml.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the findings as one line of JSON.")
    private boolean json;

    @Option(names = "--strict", description = "Take warnings for problems.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    private record Findings(Path file, List<Problem> problems, List<Warning> warnings) {
        boolean fine(boolean strict) {
            return problems.isEmpty() && !(strict && !warnings.isEmpty());
        }
    }

    @Override
    public Integer call() {
        List<Findings> all = files.stream().map(ValidateFiles::check).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(machineReadable(all));
        } else {
            all.forEach(findings -> lines(findings).forEach(out::println));
        }
        return all.stream().allMatch(findings -> findings.fine(strict)) ? 0 : 1;
    }

    private static Findings check(Path file) {
        try {
            BlueprintReading reading = BlueprintReader.read(new DocumentFile(file).read());
            return new Findings(file, reading.problems(), reading.warnings());
        } catch (IllegalArgumentException unreadable) {
            return new Findings(file, List.of(new Problem("", unreadable.getMessage(), "")), List.of());
        }
    }

    private List<String> lines(Findings findings) {
        List<String> lines = new ArrayList<>();
        findings.problems().forEach(problem -> lines.add(line(findings.file(), problem.path(), problem.text())));
        findings.warnings().forEach(warning -> lines
                .add(line(findings.file(), warning.path(), "warning: " + warning.text())));
        if (findings.fine(strict)) {
            lines.add(View.printable(findings.file() + ": valid"));
        }
        return lines;
    }

    private static String line(Path file, String path, String text) {
        return View.printable(file + ": " + (path.isEmpty() ? "" : path + ": ") + text);
    }

    private String machineReadable(List<Findings> all) {
        return new JsonWriter().beginObject().objects("files", all, (findings, out) -> out
                .text("file", findings.file().toString()).flag("valid", findings.fine(strict))
                .objects("problems", findings.problems(),
                        (problem, inner) -> inner.text("path", problem.path()).text("text", problem.text()))
                .objects("warnings", findings.warnings(),
                        (warning, inner) -> inner.text("path", warning.path()).text("text", warning.text())))
                .endObject().text();
    }
}
