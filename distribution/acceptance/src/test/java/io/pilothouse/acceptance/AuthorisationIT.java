package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Attempt;
import io.pilothouse.acceptance.authority.AuthorityTable;
import io.pilothouse.acceptance.authority.Column;
import io.pilothouse.acceptance.authority.Expected;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.authority.Recipe;
import io.pilothouse.acceptance.authority.Recipes;
import io.pilothouse.acceptance.authority.Situation;
import io.pilothouse.acceptance.authority.Stagehand;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Bundle;
import io.pilothouse.acceptance.harness.BundledCommands;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.DocumentedActions;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.Sealer;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command with every kind of proof, in a network with the enterprise features and in one without. */
class AuthorisationIT {
    private static final int THREADS = 4;
    private static final Set<String> WITHOUT_TOKEN = Set.of("network creation is disabled",
            "set_network_enterprise requires admin token",
            "listing backbone nodes is not permitted (use lookup with a specific node_id)");

    @TempDir
    private Path data;

    /** One request and the cell that it belongs to. */
    private record Tried(String row, Column column, boolean enterprise, Attempt.Result result) {
        String line() {
            return String.join("\t", result.fits() ? "as stated" : "DIFFERS", row, column.title(),
                    enterprise ? "enterprise" : "plain", result.what(), "expected " + result.expected(),
                    "got " + result.reply(), "sent " + result.request());
        }
    }

    @Test
    void theTableNamesEveryCommandAndNoOther() {
        AuthorityTable table = AuthorityTable.load();
        assertEquals(BundledCommands.names(),
                new TreeSet<>(table.rows().stream().map(AuthorityTable.Row::command).toList()));
        assertEquals(Recipes.all().keySet().stream().sorted().toList(),
                table.rows().stream().map(AuthorityTable.Row::name).sorted().toList());
    }

    @Test
    void everyCellIsAsStated() throws Exception {
        List<Tried> all = new ArrayList<>();
        try (Registry registry = Registry
                .start(RegistryOptions.in(data).with("replication-token", "authority-replication"));
                ExecutorService workers = Executors.newFixedThreadPool(THREADS)) {
            Sealer sealer = Sealer.of(registry);
            List<AuthorityTable.Row> rows = AuthorityTable.load().rows();
            List<Future<List<Tried>>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int own = i;
                running.add(workers.submit(() -> work(registry, sealer, own, rows)));
            }
            for (Future<List<Tried>> each : running) {
                all.addAll(each.get());
            }
            actions(registry);
        }
        report(all);
        assertEquals(List.of(), all.stream().filter(tried -> !tried.result().fits()).map(Tried::line).toList());
    }

    /** What all these commands left in the trail is what the page about events says. */
    private static void actions(Registry registry) {
        DocumentedActions documented = DocumentedActions.read();
        try (WireConnection connection = registry.connect()) {
            assertEquals(List.of(), documented.differing(connection).stream().limit(20).toList(),
                    "events that are other than events.md says");
        }
        System.out.printf("authorisation: the trail has %d of the %d documented actions%n", documented.seen().size(),
                documented.size());
        assertTrue(documented.seen().size() > 30, () -> "hardly any action: " + documented.seen());
    }

    /** A network may demand seals; then what the table grants to a signature is granted to a seal alone. */
    @Test
    void whereSealsAreDemandedAPlainSignatureIsNotEnough() {
        int tried = 0;
        try (Registry registry = Registry.start(RegistryOptions.in(data));
                WireConnection staging = registry.connect();
                WireConnection connection = registry.connect()) {
            Sealer sealer = Sealer.of(registry);
            Stagehand stagehand = new Stagehand(staging, "sealed");
            Map<String, Recipe> recipes = Recipes.all();
            for (AuthorityTable.Row row : AuthorityTable.load().rows()) {
                Recipe recipe = recipes.get(row.name());
                Situation situation = stagehand.situation(true, recipe.inviting());
                stagehand.all(recipe.before().apply(situation));
                Optional<ObjectNode> signed = recipe.aboutNetwork(row.command(), situation);
                if (signed.isEmpty()) {
                    continue;
                }
                tried++;
                stagehand.all(List.of(Stagehand.admin("set_network_policy").put("network_id", situation.network())
                        .put("sealed_only", true)));
                assertEquals("sealed signature required: a plain signature is not enough here",
                        connection.call(signed.get()).path("error").asText(), signed.get()::toString);
                Party natural = recipe.natural().apply(situation);
                ObjectNode plain = signed.get().deepCopy();
                plain.remove("signature");
                stagehand.all(List.of(sealer.seal(plain, natural.node(), natural.key())));
            }
        }
        System.out.printf("authorisation: %d commands about a network that demands seals%n", tried);
        assertTrue(tried > 10, () -> "hardly any command was tried");
    }

    /** Without a global token nobody is the operator, whatever is shown. */
    @Test
    void withoutAGlobalTokenNobodyIsTheOperator() {
        List<String> strange = new ArrayList<>();
        int tried = 0;
        try (Registry registry = Registry.start(RegistryOptions.in(data).without("admin-token")
                .with("admin-token-generate", "false")); WireConnection connection = registry.connect()) {
            Party somebody = new Party(AgentKey.of("authority/nobody"),
                    connection.call(Commands.register(AgentKey.of("authority/nobody"))).path("node_id").asLong());
            Situation situation = new Situation(1, true, 1, "", somebody, somebody, somebody, somebody, somebody,
                    somebody);
            Map<String, Recipe> recipes = Recipes.all();
            for (AuthorityTable.Row row : AuthorityTable.load().rows()) {
                if (!row.operatorsOnly()) {
                    continue;
                }
                tried++;
                for (String token : List.of("", RegistryOptions.ADMIN_TOKEN)) {
                    ObjectNode command = recipes.get(row.name()).command(row.command(), situation, somebody, false)
                            .put("admin_token", token);
                    JsonNode reply = connection.call(command);
                    if (!WITHOUT_TOKEN.contains(reply.path("error").asText())) {
                        strange.add(command + " was answered " + reply);
                    }
                }
            }
        }
        System.out.printf("authorisation: %d commands of the operator of a registry without a token%n", tried);
        assertEquals(List.of(), strange);
        assertTrue(tried > 20, () -> "hardly any command was tried");
    }

    private static List<Tried> work(Registry registry, Sealer sealer, int own, List<AuthorityTable.Row> rows) {
        List<Tried> tried = new ArrayList<>();
        Map<String, Recipe> recipes = Recipes.all();
        try (WireConnection staging = registry.connect(); WireConnection plain = registry.connect()) {
            Stagehand stagehand = new Stagehand(staging, "w" + own);
            for (int i = own; i < rows.size(); i += THREADS) {
                AuthorityTable.Row row = rows.get(i);
                // A subscription that is refused ends its connection.
                Attempt attempt = new Attempt(row.command().equals("subscribe_replication")
                        ? request -> once(registry, request)
                        : plain::call, sealer);
                row(row, recipes.get(row.name()), attempt, stagehand, tried);
            }
        }
        return tried;
    }

    private static JsonNode once(Registry registry, JsonNode request) {
        try (WireConnection connection = registry.connect()) {
            return connection.call(request);
        }
    }

    private static void row(AuthorityTable.Row row, Recipe recipe, Attempt attempt, Stagehand stagehand,
            List<Tried> tried) {
        for (boolean enterprise : new boolean[]{true, false}) {
            for (Column column : Column.values()) {
                Situation situation = stagehand.situation(enterprise, recipe.inviting());
                stagehand.all(recipe.before().apply(situation));
                for (Attempt.Result result : attempt.run(row, recipe, situation, column)) {
                    tried.add(new Tried(row.name(), column, enterprise, result));
                }
                stagehand.all(recipe.after());
            }
        }
    }

    private static void report(List<Tried> all) throws IOException {
        List<Expected> cells = AuthorityTable.load().rows().stream().flatMap(row -> List.of(true, false).stream()
                .flatMap(enterprise -> List.of(Column.values()).stream().map(column -> row.cell(column, enterprise))))
                .toList();
        Files.write(Bundle.report("authorisation.tsv"), all.stream().map(Tried::line).sorted().toList());
        System.out.printf(
                "authorisation: %d commands, %d cells: %d ok, %d denied, %d gated, %d refused; %d requests, %d differing%n",
                BundledCommands.names().size(), cells.size(), count(cells, Expected.Ok.class),
                count(cells, Expected.Denied.class), count(cells, Expected.Gated.class),
                count(cells, Expected.Refused.class), all.size(),
                all.stream().filter(tried -> !tried.result().fits()).count());
    }

    private static long count(List<Expected> cells, Class<? extends Expected> kind) {
        return cells.stream().filter(kind::isInstance).count();
    }
}
