package io.pilothouse.cli.plugin;

import io.pilothouse.packaging.Capability;
import io.pilothouse.packaging.Finding;
import io.pilothouse.packaging.PluginDescription;
import io.pilothouse.packaging.PluginReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to know of a plugin on this computer. */
final class InspectFiles {
    private InspectFiles() {}

    /** What there is to know, one fact a line. */
    static List<String> lines(PluginReport report) {
        List<String> lines = new ArrayList<>();
        report.description().ifPresent(plugin -> describe(plugin, lines));
        lines.add(fact("digest", report.digest().isEmpty() ? "none, see below" : report.digest()));
        lines.add(fact("signed by", report.signer().isEmpty() ? "nobody trusted" : report.signer()));
        report.steps().stream().filter(step -> step.name().equals("modules") && step.passed())
                .forEach(step -> lines.add(fact("modules", step.text())));
        report.scan().ifPresent(scan -> {
            Map<Capability, Finding> found = scan.capabilities();
            Arrays.stream(Capability.values()).forEach(each -> {
                boolean declared = report.description().filter(plugin -> plugin.capabilities().contains(each))
                        .isPresent();
                if (declared || found.containsKey(each)) {
                    lines.add(fact(each.word(), (declared ? "declared" : "NOT DECLARED") + ", "
                            + (found.containsKey(each) ? "found: " + found.get(each) : "not found")));
                }
            });
        });
        report.bom().ifPresent(bom -> bom.components().forEach(each -> lines.add(fact("library", each.toString()))));
        report.notes().forEach(note -> lines.add(fact("note", note)));
        report.steps().stream().filter(step -> !step.passed())
                .forEach(step -> lines.add(fact("WRONG", step.name() + ": " + step.text())));
        return lines;
    }

    private static void describe(PluginDescription plugin, List<String> lines) {
        lines.add(fact("id", plugin.id()));
        lines.add(fact("version", plugin.version()));
        lines.add(fact("provider", plugin.provider()));
        lines.add(fact("licence", plugin.license().isEmpty() ? "not said" : plugin.license()));
        lines.add(fact("summary", plugin.summary()));
        lines.add(fact("for SPI", plugin.requires()));
        if (!plugin.dependencies().isEmpty()) {
            lines.add(fact("needs", plugin.dependencies()));
        }
        if (!plugin.offers().isEmpty()) {
            lines.add(fact("offers", String.join(", ", plugin.offers())));
        }
        lines.add(fact("declares", plugin.capabilities().isEmpty()
                ? "nothing"
                : plugin.capabilities().stream().map(Capability::word).collect(Collectors.joining(", "))));
        if (plugin.capabilities().contains(Capability.NETWORK)) {
            lines.add(
                    fact("hosts", plugin.networkHosts().isEmpty() ? "any" : String.join(", ", plugin.networkHosts())));
        }
    }

    private static String fact(String name, String value) {
        return String.format("%-12s%s", name, value);
    }
}
