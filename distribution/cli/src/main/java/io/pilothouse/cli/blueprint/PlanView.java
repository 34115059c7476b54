package io.pilothouse.cli.blueprint;

import io.pilothouse.cli.View;
import io.pilothouse.protocol.command.ProvisionNetwork;
import io.pilothouse.protocol.command.ProvisionNetwork.Difference;
import java.util.ArrayList;
import java.util.List;

/** Shows what a blueprint comes to, one difference a line: {@code +} comes, {@code -} goes, {@code ~} changes. */
final class PlanView {
    private PlanView() {}

    static String of(ProvisionNetwork.Ok reply) {
        List<String> lines = new ArrayList<>();
        lines.add((reply.created() ? "new network " : "network ") + reply.network() + " (" + reply.name() + ")");
        reply.actions().forEach(action -> lines.add("  - " + action));
        lines.addAll(differences(reply.differences()));
        reply.warnings().forEach(warning -> lines.add("warning: " + warning));
        if (reply.dryRun()) {
            lines.add("plan " + reply.plan());
        }
        return joined(lines);
    }

    static List<String> differences(List<Difference> differences) {
        if (differences.isEmpty()) {
            return List.of("no differences");
        }
        return differences.stream().map(one -> {
            String sign = one.before().isEmpty() ? "+ " : one.after().isEmpty() ? "- " : "~ ";
            String values = one.before().isEmpty()
                    ? one.after()
                    : one.after().isEmpty() ? one.before() : one.before() + " -> " + one.after();
            return sign + one.path() + ": " + values;
        }).toList();
    }

    static String joined(List<String> lines) {
        return String.join(System.lineSeparator(), lines.stream().map(View::printable).toList());
    }
}
