package io.pilothouse.kernel.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an import found: how many of what, and what an operator should know. Threads: one. */
public final class ImportReport {
    private static final int EXAMPLES = 5;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> remarks = new LinkedHashMap<>();
    private final Map<String, Long> remarkCounts = new LinkedHashMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Notes something of a kind; of many only the first few are spelled out. */
    void remark(String kind, String example) {
        remarkCounts.merge(kind, 1L, Long::sum);
        List<String> examples = remarks.computeIfAbsent(kind, none -> new ArrayList<>());
        if (examples.size() < EXAMPLES) {
            examples.add(example);
        }
    }

    /** How many of something were imported. */
    public long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** The kinds of remarks there are. */
    public List<String> remarkKinds() {
        return List.copyOf(remarks.keySet());
    }

    /** The report as lines for the operator. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((what, number) -> lines.add("%,12d  %s".formatted(number, what)));
        remarks.forEach((kind, examples) -> {
            long all = remarkCounts.get(kind);
            lines.add("note: " + kind + " (" + all + "): " + String.join("; ", examples)
                    + (all > examples.size() ? "; …" : ""));
        });
        return lines;
    }
}
