package io.pilothouse.demo;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code distribution/demo/run}: plays the whole chain and tells it. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Plays the whole chain on this machine: issuer, registry, agents, SIEM, webhook.",
    "Ends with 0 only if every step was seen to happen, otherwise with 1 and the name of the step."})
public final class Demo implements Callable<Integer> {
    @Option(names = "--bundle", required = true, paramLabel = "FOLDER", description = "The assembled bundle.")
    private Path bundle;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Keep data, log, blueprint and trail there, in a new or empty folder; otherwise they are removed.")
    private Path folder;

    private final PrintWriter out;
    private final PrintWriter err;

    private Demo(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs and ends the process with 0, with 1 when something did not happen, or with 2 for a wrong command line. */
    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Demo(out, err)).setOut(out).setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.println("demo: " + failure.getMessage());
                    return 1;
                }).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bundle assembled = Bundle.at(bundle);
        Workplace workplace = folder == null ? Workplace.anywhere() : Workplace.at(folder);
        Story story = new Story(out, terminal());
        Site site = new Site(assembled, workplace);
        // Ctrl-C ends the program, not the registry; a run that ends by itself leaves nothing to do here.
        Thread cleaning = new Thread(() -> {
            site.close();
            workplace.leave();
        }, "cleaning");
        Runtime.getRuntime().addShutdownHook(cleaning);
        story.line("Pilothouse: the whole chain on this machine, in " + workplace.folder()
                + (workplace.temporary() ? " (removed at the end)" : ""));
        try (Counterparts others = Counterparts.start(); site) {
            new Chain(story, workplace, others, site).play();
        } catch (RuntimeException missed) {
            err.println("FAILED in " + story.step() + ": " + missed.getMessage());
            err.println("The registry's log and data stay in " + workplace.folder());
            Runtime.getRuntime().removeShutdownHook(cleaning);
            return 1;
        }
        story.line("Every step was seen to happen."
                + (workplace.temporary() ? "" : " What it left is in " + workplace.folder()));
        return 0;
    }

    private static boolean terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv("NO_COLOR") == null;
    }
}
