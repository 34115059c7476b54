package io.pilothouse.launcher;

import java.util.List;

/**
 * The programs of one module of the bundle, which provides it ({@code provides io.pilothouse.launcher.ProgramSet with …}). One
 * for a module and not one for a program: each that is found by its name costs a start some milliseconds.
 *
 * <p>Threads: created and asked once, on the main thread, whenever any program is looked for.
 */
public interface ProgramSet {
    /** The programs, in any order. */
    List<Program> programs();
}
