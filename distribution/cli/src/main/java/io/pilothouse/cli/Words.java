package io.pilothouse.cli;

import io.pilothouse.client.RegistryRefusal;
import io.pilothouse.client.RegistryException;
import io.pilothouse.launcher.Home;
import io.pilothouse.launcher.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A program whose first argument is a command. Exit codes: 0 done, 1 refused by the registry or found wrong, 2 wrong usage, 3 the
 * registry could not be reached. A script repeats on 3, so no command gives it another meaning; 4 is for what was asked and is found
 * to differ.
 */
@Command(synopsisSubcommandLabel = "COMMAND")
public abstract class Words implements Program {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private final String name;
    private final String summary;
    private Map<String, String> environment = Map.of();

    /**
     * A program. Its name is not read from an annotation: whatever program is started, all are asked for their names.
     *
     * @param name the first word of the command line
     * @param summary what it does, in one short line
     */
    protected Words(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public int run(List<String> arguments, Home home) {
        return run(arguments, System.getenv(), new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Runs with these variables and streams. */
    public int run(List<String> arguments, Map<String, String> variables, PrintWriter out, PrintWriter errors) {
        environment = Map.copyOf(variables);
        CommandLine line = commandLine(variables).setOut(out).setErr(errors);
        return line.execute(arguments.isEmpty() ? new String[]{"--help"} : arguments.toArray(String[]::new));
    }

    /** The parser of this program. */
    CommandLine commandLine(Map<String, String> variables) {
        CommandLine line = new CommandLine(this);
        Values.register(line);
        line.setDefaultValueProvider(new EnvironmentDefaults(variables));
        addHelp(line);
        line.setCommandName("pilothouse " + name);
        line.getCommandSpec().usageMessage().description(summary);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Words::wrongUsage);
        line.setExecutionExceptionHandler(Words::failed);
        return line;
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true)
                .description("Show this help.").build());
        line.getSubcommands().values().forEach(Words::addHelp);
    }

    Map<String, String> environment() {
        return environment;
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        PrintWriter errors = line.getErr();
        errors.println("pilothouse: " + firstLine(e.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, errors);
        errors.println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        return switch (e) {
            case CommandLine.ParameterException usage -> wrongUsage(usage, new String[0]);
            case FailedException failure -> {
                line.getErr().println("pilothouse: " + View.printable(firstLine(failure.getMessage())));
                yield REFUSED;
            }
            case RegistryException failure -> {
                line.getErr().println("pilothouse: " + View.printable(firstLine(failure.getMessage())));
                yield failure instanceof RegistryRefusal ? REFUSED : UNREACHABLE;
            }
            default -> throw e;
        };
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
