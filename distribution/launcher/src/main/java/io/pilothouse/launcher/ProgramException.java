package io.pilothouse.launcher;

/** An expected end of a program: a text for the person at the terminal and the exit code. It has no stack trace. */
public final class ProgramException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The exit code of a command line that names something that does not exist. */
    public static final int USAGE = 2;

    private final int exitCode;

    /**
     * Ends the process.
     *
     * @param exitCode 1 to 255
     * @param text what was wrong, where, and what would be right; may have several lines
     */
    public ProgramException(int exitCode, String text) {
        super(text, null, false, false);
        if (exitCode < 1 || exitCode > 255) {
            throw new IllegalArgumentException("an exit code of a failure is 1 to 255, not " + exitCode);
        }
        this.exitCode = exitCode;
    }

    /** The exit code of the process. */
    public int exitCode() {
        return exitCode;
    }
}
