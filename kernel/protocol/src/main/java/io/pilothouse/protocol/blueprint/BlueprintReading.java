package io.pilothouse.protocol.blueprint;

import java.util.List;

/**
 * What was read of a document.
 *
 * @param blueprint what it says; only to be used when there are no problems, else parts of it are missing
 * @param problems every reason to refuse it; the first is the one that the wire protocol reports
 * @param warnings what is odd about it
 */
public record BlueprintReading(Blueprint blueprint, List<Problem> problems, List<Warning> warnings) {
    public BlueprintReading {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Whether the document may be applied, as far as that can be told without the registry. */
    public boolean valid() {
        return problems.isEmpty();
    }
}
