package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.GoDuration;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.ManagedRules;
import java.util.List;

/** What the rules of a managed network must be, in the order of {@code commands-core.md}, managed networks. */
final class ManagedRulesCheck {
    private static final GoDuration SHORTEST_CYCLE = GoDuration.parse("1m");
    private static final List<String> PRUNE_BY = List.of("score", "age", "activity");
    private static final List<String> FILL_HOW = List.of("random");

    private ManagedRulesCheck() {}

    static void check(ManagedRules rules) {
        require(rules.links() >= 1, "links must be >= 1 (got " + rules.links() + ")");
        require(!rules.cycle().isEmpty(), "cycle is required");
        require(duration("cycle", rules.cycle()).compareTo(SHORTEST_CYCLE) >= 0,
                "cycle must be >= 1m (got " + rules.cycle() + ")");
        require(rules.prune() >= 0, "prune must be >= 0 (got " + rules.prune() + ")");
        require(rules.fill() >= 0, "fill must be >= 0 (got " + rules.fill() + ")");
        require(rules.prune() <= rules.links(),
                "prune (" + rules.prune() + ") cannot exceed links (" + rules.links() + ")");
        require(rules.fill() <= rules.links(),
                "fill (" + rules.fill() + ") cannot exceed links (" + rules.links() + ")");
        choice("prune_by", rules.pruneBy(), PRUNE_BY);
        choice("fill_how", rules.fillHow(), FILL_HOW);
        if (!rules.grace().isEmpty()) {
            require(duration("grace", rules.grace()).nanos() >= 0, "grace must be >= 0");
        }
    }

    private static void choice(String name, String value, List<String> known) {
        require(!value.isEmpty(), name + " is required");
        require(known.contains(value), "unknown " + name + " strategy " + Quoted.text(value) + " (want "
                + String.join("|", known) + ")");
    }

    private static GoDuration duration(String name, String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException invalid) {
            throw refusal("invalid " + name + " duration " + Quoted.text(text) + ": " + invalid.getMessage());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refusal(otherwise);
        }
    }

    private static Refusal refusal(String why) {
        return new Refusal(Refusal.Code.INVALID, "rules: " + why);
    }
}
