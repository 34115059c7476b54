package io.pilothouse.acceptance.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts and keeps what a replay found, judges it by the list of improvements, and prints it. */
public final class ReplayReport {
    private final String capture;
    private final Improvements improvements;
    private final Improvements additions;
    private final Improvements postponed;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final List<String> lines = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> unlistedFields = new TreeSet<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param improvements exchanges that are answered better than recorded
     * @param postponed exchanges that need a part of the product that is not built yet
     * @param additions fields beyond the recorded ones
     */
    public ReplayReport(String capture, Improvements improvements, Improvements postponed, Improvements additions) {
        this.capture = capture;
        this.improvements = improvements;
        this.additions = additions;
        this.postponed = postponed;
    }

    /** The name of the recording. */
    String capture() {
        return capture;
    }

    /** An exchange that was sent and answered. */
    void judged(String scenario, int step, boolean held, String request, Optional<String> difference) {
        Optional<String> better = improvements.reason(capture, scenario, step);
        Optional<String> later = postponed.reason(capture, scenario, step);
        Optional<String> reason = better.or(() -> later);
        Outcome outcome;
        if (!held) {
            outcome = reason.isPresent() ? Outcome.STALE : Outcome.R1_ONLY;
        } else if (difference.isEmpty()) {
            outcome = reason.isPresent() ? Outcome.STALE : Outcome.EQUAL;
        } else {
            outcome = better.isPresent() ? Outcome.IMPROVED : later.isPresent() ? Outcome.POSTPONED : Outcome.DEVIATES;
        }
        counts.merge(outcome, 1, Integer::sum);
        String line = "%s\t%s\t%d\t%s\t%s\tsent %s".formatted(outcome, scenario, step, difference.orElse("as recorded"),
                reason.orElse(""), request);
        lines.add(line);
        if (outcome == Outcome.DEVIATES || outcome == Outcome.STALE) {
            failures.add(line);
        }
    }

    /** Whether an exchange is listed to be answered otherwise than recorded. */
    boolean better(String scenario, int step) {
        return improvements.reason(capture, scenario, step).isPresent();
    }

    /** An exchange that was not sent. */
    void skipped(String scenario, int step, String why) {
        counts.merge(Outcome.SKIPPED, 1, Integer::sum);
        lines.add("%s\t%s\t%d\t%s".formatted(Outcome.SKIPPED, scenario, step, why));
    }

    /** Fields beyond the recorded ones; each must be in the list of additions. */
    void extras(Set<String> fields) {
        for (String field : fields) {
            if (additions.reason(field).isEmpty() && unlistedFields.add(field)) {
                failures.add("a field that no recording has and additions.tsv does not name: " + field);
            }
        }
    }

    /** The registry made a request that the recording does not have. */
    void unrecorded(String scenario, String request) {
        failures.add(scenario + ": the registry made a request that was not recorded: " + request);
    }

    /** Something worth printing that is not an exchange. */
    void remark(String text) {
        remarks.add(text);
    }

    /** Everything that makes the replay fail. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** How many exchanges ended so. */
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** One line with all the totals. */
    public String totals() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder(capture + ": " + all + " exchanges");
        for (Outcome outcome : Outcome.values()) {
            text.append(", ").append(count(outcome)).append(' ').append(outcome.name().toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** Writes every exchange to a file. */
    public void write(Path file) {
        List<String> all = new ArrayList<>(List.of(totals()));
        all.addAll(remarks);
        all.addAll(failures.isEmpty() ? List.of("no deviation") : failures);
        all.add("");
        all.addAll(lines);
        try {
            Files.write(file, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
