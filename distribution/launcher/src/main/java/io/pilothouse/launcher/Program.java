package io.pilothouse.launcher;

import java.util.List;

/**
 * One thing that {@code bin/pilothouse NAME} can do. A module of the bundle offers it
 * in its {@link ProgramSet}.
 *
 * <p><b>Threads:</b> created whenever any program is looked for, so the constructor does nothing; run once, on the main thread.
 * <b>Failure:</b> a {@link ProgramException} is an expected one and ends the process with its text and its code; anything
 * else that is thrown is a defect and ends it with code 1.
 */
public interface Program {
    /** The first word of the command line, such as {@code serve}: lower case, unique in the bundle. */
    String name();

    /** What it does, in one short line for the list of programs; empty when there is nothing to say. */
    default String summary() {
        return "";
    }

    /**
     * Runs to the end; the process ends with it.
     *
     * @param arguments what follows the name on the command line
     * @param home where the bundle is
     * @return the exit code of the process
     * @throws Exception see above
     */
    int run(List<String> arguments, Home home) throws Exception;
}
