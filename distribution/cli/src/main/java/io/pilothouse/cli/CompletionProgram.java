package io.pilothouse.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pilothouse completion}. */
@Command(footer = {"",
    "bash:  source <(pilothouse completion)", "zsh:   the same, after: autoload -U compinit; compinit"})
public final class CompletionProgram extends Words implements Callable<Integer> {
    /** Programs of the kernel's layer, of which only the name is known here. */
    private static final List<String> OTHERS = List.of("serve", "import", "admin-token", "help", "version");

    @Spec
    private CommandSpec spec;

    /** The program. */
    public CompletionProgram() {
        super("completion", "print the completion script of bash and zsh");
    }

    @Override
    public int run(List<String> arguments, Map<String, String> variables, PrintWriter out,
            PrintWriter errors) {
        return commandLine(variables).setOut(out).setErr(errors).execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        CommandLine root = new CommandLine(CommandSpec.create().name("pilothouse"));
        for (Words program : CommandLinePrograms.all()) {
            root.addSubcommand(program.name(), program.commandLine(Map.of()).setCommandName(program.name()));
        }
        OTHERS.forEach(name -> root.addSubcommand(name, new CommandLine(CommandSpec.create().name(name))));
        spec.commandLine().getOut().print(AutoComplete.bash("pilothouse", root));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
