package io.pilothouse.kernel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.AuditAction;
import io.pilothouse.kernel.model.AuditAction.Attribute;
import io.pilothouse.kernel.model.AuditActions;
import io.pilothouse.kernel.plugin.PluginEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of actions and the code that records them say the same. */
class AuditSitesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/pilothouse/kernel");
    private static final Pattern NAMED = Pattern.compile("\\.and\\(\"([a-z_]+)\"");

    /** Places that put the action together, with what can come of it; nothing where it is another registry's word. */
    private static final Map<String, Set<String>> COMPOSED = Map.of(
            "boot.ImportProgram.Recorder.audit", Set.of(),
            "replication.AuditRing.event", Set.of(),
            "command.plugin.PluginAudit.event",
            Arrays.stream(PluginEvent.Kind.values()).map(kind -> "plugin." + kind.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet()),
            "command.provision.IntegrationPlan.replace", sinks("configured"),
            "command.provision.IntegrationPlan.lambda$replace", sinks("disabled"));

    private final List<AuditSites> sites;

    AuditSitesTest() throws Exception {
        sites = AuditSites.all().stream().map(site -> new AuditSites(
                // The compiler numbers what it takes out of a method.
                site.place().replaceFirst("(lambda\\$[a-zA-Z]+)\\$\\d+$", "$1"), site.source(), site.actions()))
                .toList();
    }

    private static Set<String> sinks(String what) {
        return Stream.of("idp", "identity_webhook", "webhook", "audit_export").map(kind -> kind + "." + what)
                .collect(Collectors.toSet());
    }

    private Set<String> actions(AuditSites site) {
        return site.actions().isEmpty() ? COMPOSED.getOrDefault(site.place(), Set.of()) : site.actions();
    }

    /** Without this, a search that finds nothing would satisfy everything else. */
    @Test
    void everyPlaceThatMakesAnEventIsFound() throws IOException {
        int written = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                written += file.endsWith("AuditEvent.java")
                        ? 0
                        : Files.readString(file).split("AuditEvent\\.of\\(", -1).length - 1;
            }
        }
        assertEquals(written, sites.size());
        assertTrue(written > 60, () -> sites.toString());
    }

    @Test
    void anActionIsWrittenWhereTheEventIsMadeButForAFewPlaces() {
        assertEquals(new TreeSet<>(COMPOSED.keySet()), sites.stream().filter(site -> site.actions().isEmpty())
                .map(AuditSites::place).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theTableHasEveryActionThatIsRecordedAndNoOther() {
        Map<String, String> recorded = new TreeMap<>();
        sites.forEach(site -> actions(site).forEach(action -> recorded.put(action, site.place())));
        Set<String> known = AuditActions.all().stream().map(AuditAction::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertAll(
                () -> assertEquals(Map.of(), without(recorded, known), "recorded, but AuditActions does not have them"),
                () -> assertEquals(Set.of(), without(known, recorded.keySet()), "in AuditActions, but never recorded"));
    }

    private static Map<String, String> without(Map<String, String> recorded, Set<String> known) {
        Map<String, String> rest = new TreeMap<>(recorded);
        rest.keySet().removeAll(known);
        return rest;
    }

    private static Set<String> without(Set<String> known, Set<String> recorded) {
        Set<String> rest = new TreeSet<>(known);
        rest.removeAll(recorded);
        return rest;
    }

    /** Each file names the attributes of the actions that it records, all that must be there and none that cannot. */
    @Test
    void attributesAreNamedAsInTheTable() throws IOException {
        Map<String, Set<String>> byFile = new TreeMap<>();
        for (AuditSites site : sites) {
            if (!COMPOSED.containsKey(site.place()) || !COMPOSED.get(site.place()).isEmpty()) {
                byFile.computeIfAbsent(site.source(), unused -> new TreeSet<>()).addAll(actions(site));
            }
        }
        Map<String, Set<String>> named = new TreeMap<>();
        for (String file : byFile.keySet()) {
            named.put(file, NAMED.matcher(Files.readString(SOURCES.resolve(file))).results()
                    .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new)));
        }
        // Dead letters are counted, and plugins described, by what all commands about them share.
        named.get("command/admin/PurgeWebhookDlqHandler.java").addAll(Set.of("sink", "count"));
        named.get("command/admin/ReplayWebhookDlqHandler.java").addAll(Set.of("sink", "count"));
        // What stood in the place of an integration is told alike by all who replace it or take it away.
        Set.of("admin/SetWebhookHandler", "admin/SetAuditExportHandler", "admin/SetIdpConfigHandler",
                "admin/SetIdentityWebhookHandler", "provision/IntegrationPlan")
                .forEach(one -> named.get("command/" + one + ".java").addAll(Set.of("old_type", "old_url")));
        // What is imported is told in the words of the registry that it comes from.
        named.get("boot/ImportProgram.java").removeAll(Set.of("network_id", "node_id", "details"));
        named.get("command/plugin/PluginAudit.java")
                .addAll(Set.of("version", "previous", "digest", "signer", "reason", "changes", "capabilities",
                        "hosts"));
        byFile.forEach((file, actions) -> {
            Set<String> possible = attributes(actions, true);
            assertEquals(Set.of(), without(named.get(file), possible), () -> file + " names what " + actions
                    + " do not have in AuditActions");
            assertEquals(Set.of(), without(attributes(actions, false), named.get(file)), () -> file
                    + " never names what " + actions + " must have by AuditActions");
        });
        Map<String, Set<String>> missing = new TreeMap<>();
        for (AuditAction row : AuditActions.all()) {
            Set<String> nowhere = row.attributes().stream().map(Attribute::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            byFile.forEach((file, actions) -> {
                if (actions.contains(row.name())) {
                    nowhere.removeAll(named.get(file));
                }
            });
            if (!nowhere.isEmpty()) {
                missing.put(row.name(), nowhere);
            }
        }
        assertEquals(Map.of(), missing, "in AuditActions, but given to no event");
    }

    private static Set<String> attributes(Set<String> actions, boolean optional) {
        return actions.stream().map(AuditActions::find).flatMap(Optional::stream)
                .flatMap(row -> row.attributes().stream())
                .filter(attribute -> optional || !attribute.optional()).map(Attribute::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
