package io.pilothouse.launcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Finds a program by its name among those that the modules of the bundle provide. */
final class Programs {
    private static final Map<String, String> OTHER_SPELLINGS = Map.of("--help", "help", "-h", "help", "--version",
            "version", "-V", "version");

    private Programs() {}

    static Program named(String spelling) throws ProgramException {
        String name = OTHER_SPELLINGS.getOrDefault(spelling, spelling);
        Map<String, Program> found = new LinkedHashMap<>();
        for (ProgramSet set : ServiceLoader.load(ProgramSet.class)) {
            for (Program program : set.programs()) {
                Program other = found.putIfAbsent(program.name(), program);
                if (other != null) {
                    throw new ProgramException(1, "two modules in lib/ offer a program '" + program.name() + "': "
                            + other.getClass().getModule() + " and " + program.getClass().getModule()
                            + "; take one of them out");
                }
            }
        }
        List<Program> all = new ArrayList<>(found.values());
        // A bundle without the command line's jars still answers the two questions that everybody asks first.
        all.add(new ShowVersion());
        all.add(new ShowHelp(List.copyOf(all)));
        all.sort(Comparator.comparing(Program::name));
        return all.stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all));
    }

    private static ProgramException unknown(String name, List<Program> all) {
        List<String> names = all.stream().map(Program::name).distinct().toList();
        String suggestion = Spelling.nearest(name, names).map(n -> "; did you mean '" + n + "'?").orElse("");
        return new ProgramException(ProgramException.USAGE,
                "there is no program '" + name + "'" + suggestion + "\n" + ShowHelp.list(all));
    }
}
