package io.pilothouse.launcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a program by its name. It builds only the layers that it has to look into: a layer costs start time. */
final class Programs {
    /** Where to look first; the answer does not depend on it. */
    private static final Set<String> KERNEL_FIRST = Set.of("serve", "import");

    private static final Map<String, String> OTHER_SPELLINGS = Map.of("--help", "help", "-h", "help", "--version",
            "version", "-V", "version");

    private final Home home;

    Programs(Home home) {
        this.home = home;
    }

    Program named(String spelling) throws ProgramException {
        String name = OTHER_SPELLINGS.getOrDefault(spelling, spelling);
        Map<String, Program> found = new LinkedHashMap<>();
        for (Layer layer : order(name)) {
            for (Program program : layer.programs(home)) {
                if (found.putIfAbsent(program.name(), program) != null) {
                    throw new ProgramException(1, "two modules in lib/ offer a program '" + program.name() + "': "
                            + found.get(program.name()).getClass().getModule() + " and "
                            + program.getClass().getModule() + "; take one of them out");
                }
            }
            if (found.containsKey(name)) {
                return found.get(name);
            }
        }
        List<Program> all = new ArrayList<>(found.values());
        // A bundle without lib/cli still answers the two questions that everybody asks first.
        all.add(new ShowVersion());
        all.add(new ShowHelp(List.copyOf(all)));
        all.sort(Comparator.comparing(Program::name));
        return all.stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all));
    }

    private static Layer[] order(String name) {
        return KERNEL_FIRST.contains(name)
                ? new Layer[]{Layer.KERNEL, Layer.CLI}
                : new Layer[]{Layer.CLI, Layer.KERNEL};
    }

    private static ProgramException unknown(String name, List<Program> all) {
        List<String> names = all.stream().map(Program::name).distinct().toList();
        String suggestion = Spelling.nearest(name, names).map(n -> "; did you mean '" + n + "'?").orElse("");
        return new ProgramException(ProgramException.USAGE,
                "there is no program '" + name + "'" + suggestion + "\n" + ShowHelp.list(all));
    }
}
