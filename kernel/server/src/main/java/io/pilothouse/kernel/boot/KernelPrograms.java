package io.pilothouse.kernel.boot;

import io.pilothouse.launcher.Program;
import io.pilothouse.launcher.ProgramSet;
import java.util.List;

/** The programs that are the registry itself. */
public final class KernelPrograms implements ProgramSet {
    @Override
    public List<Program> programs() {
        return List.of(new ServeProgram(), new ImportProgram(), new AdminTokenProgram());
    }
}
