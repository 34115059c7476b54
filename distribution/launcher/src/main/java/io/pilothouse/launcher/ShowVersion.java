package io.pilothouse.launcher;

import java.util.List;

/** Prints the version of the bundle and of the runtime that it carries. */
final class ShowVersion implements Program {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String summary() {
        return "print the version";
    }

    @Override
    public int run(List<String> arguments, Home home) {
        System.out.println("pilothouse " + Version.current() + " (Java " + Runtime.version() + ")");
        return 0;
    }
}
