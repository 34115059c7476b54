package io.pilothouse.launcher;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** The entry point of every command of the bundle: {@code bin/pilothouse NAME [ARGUMENT …]}. */
public final class Main {
    /** An environment variable; when it is set, a failure also prints its stack trace. */
    static final String DEBUG = "PILOTHOUSE_DEBUG";

    private Main() {}

    /** Runs one program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.err, System.getenv(DEBUG) != null));
    }

    // A defect of any kind must end as one line and an exit code, never as a silent thread.
    @SuppressWarnings("CatchingUnchecked")
    private static int run(List<String> arguments, PrintStream errors, boolean debug) {
        try {
            NativeCode.deny();
            Home home = Home.fromSystemProperty();
            Program program = Programs.named(arguments.isEmpty() ? "help" : arguments.getFirst());
            return program.run(arguments.stream().skip(1).toList(), home);
        } catch (ProgramException e) {
            errors.println("pilothouse: " + e.getMessage());
            return e.exitCode();
        } catch (Throwable e) {
            errors.println("pilothouse: " + Arrays.asList(e.toString().split("\\R", -1)).getFirst()
                    + (debug ? "" : " (set " + DEBUG + "=1 for the stack trace)"));
            if (debug) {
                e.printStackTrace(errors);
            }
            return 1;
        }
    }
}
