package io.pilothouse.kernel.config;

import java.util.List;

/** Settings that cannot be used; names every problem at once, so that the operator edits the file once. */
public final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    public InvalidSettingsException(String where, List<String> problems) {
        super(where + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + "\n  - "
                + String.join("\n  - ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** One sentence for each problem: which setting, what was wrong, what would be right. */
    public List<String> problems() {
        return List.of(problems);
    }
}
