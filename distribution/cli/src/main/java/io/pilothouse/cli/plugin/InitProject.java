package io.pilothouse.cli.plugin;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.View;
import io.pilothouse.launcher.Home;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugin init}. */
@Command(name = "init", description = {
    "Write a project that makes a plugin: sources, contract tests and a Maven build.",
    "It builds as it is, with 'mvn package', to a signed folder with a bill of materials.",
    "For a store (kind persistence) there is no project: the bundled persistence-sqlite is the example."})
final class InitProject implements Callable<Integer> {
    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
    private ProjectKind kind;

    @Option(names = "--package", paramLabel = "PACKAGE", description = "Package and module of the classes, such as com.acme.badges; com.example and the name if not given.")
    private String home;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to write it; must not exist. The name, here, if not given.")
    private Path folder;

    @Option(names = "--sdk", paramLabel = "DIR", description = "Maven repository with the SPI; sdk/repository of this bundle if not given.")
    private Path sdk;

    @Parameters(paramLabel = "NAME", description = "Id of the plugin and type of what it provides, such as acme-badges.")
    private String id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ProjectName name = name();
        NewFolder place = new NewFolder(folder != null ? folder : Path.of(id));
        place.write(new ProjectFiles(kind, name, repository().toUri()).texts());
        PrintWriter out = spec.commandLine().getOut();
        out.println(View.printable(
                "A plugin of kind " + kind.word() + " is in " + place.place() + "; its read-me tells how to go on:"));
        out.println(View.printable("  cd " + place.place() + " && mvn package"));
        return 0;
    }

    private ProjectName name() {
        try {
            return home == null ? ProjectName.of(id) : new ProjectName(id, home);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private Path repository() {
        Path from = sdk != null ? sdk : Path.of(System.getProperty(Home.PROPERTY, ""), "sdk", "repository");
        if (!Files.isDirectory(from.resolve("io/pilothouse/pilothouse-spi"))) {
            throw new FailedException(from
                    + " is no Maven repository with the SPI; name sdk/repository of an unpacked bundle with --sdk");
        }
        return from.toAbsolutePath().normalize();
    }
}
