package io.pilothouse.launcher;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the programs of the bundle. */
final class ShowHelp implements Program {
    private final List<Program> others;

    ShowHelp(List<Program> others) {
        this.others = others;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "list the programs";
    }

    @Override
    public int run(List<String> arguments, Home home) {
        List<Program> all = Stream.concat(others.stream(), Stream.of(this)).toList();
        System.out.println("Usage: pilothouse PROGRAM [ARGUMENT ...]\n" + list(all));
        return 0;
    }

    static String list(List<Program> programs) {
        return programs.stream()
                .sorted(Comparator.comparing(Program::name))
                .map(program -> "  %-12s %s".formatted(program.name(), program.summary()).stripTrailing())
                .collect(Collectors.joining("\n", "Programs:\n", ""));
    }
}
