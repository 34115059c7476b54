package io.pilothouse.acceptance.authority;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tries one cell: the request with its proof, and then, where that changed nothing, the same by a seal, which must come to the
 * same; and a seal that does not fit, which nothing must get past.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class Attempt {
    private static final AgentKey STRANGER = AgentKey.of("authority/stranger");

    private final UnaryOperator<JsonNode> registry;
    private final Sealer sealer;

    /** Over what sends a request and gives its reply. */
    public Attempt(UnaryOperator<JsonNode> registry, Sealer sealer) {
        this.registry = registry;
        this.sealer = sealer;
    }

    /**
     * What came of one request.
     *
     * @param what which request of the cell
     * @param expected what was to come of it
     */
    public record Result(String what, Expected expected, JsonNode request, JsonNode reply) {
        /** Whether it came so. */
        public boolean fits() {
            return expected.fits(request.path("type").asText(), reply);
        }
    }

    /** All requests of a cell; the first one is the cell itself. */
    public List<Result> run(AuthorityTable.Row row, Recipe recipe, Situation situation, Column column) {
        Expected expected = row.cell(column, situation.enterprise());
        Party natural = recipe.natural().apply(situation);
        List<Result> results = new ArrayList<>();
        switch (column) {
            case NO_PROOF -> results.add(send("as it is", expected, command(row, recipe, situation, natural, true)));
            case WRONG_SIGNATURE -> {
                ObjectNode command = command(row, recipe, situation, natural, true);
                String text = recipe.text().apply(command, situation);
                ObjectNode signed = command.deepCopy().put("signature",
                        STRANGER.sign(text.isEmpty() ? row.command() + ":" + natural.node() : text));
                results.add(send("plain", expected, signed));
                results.add(send("sealed", new Expected.Denied(), seal(recipe, command, natural, STRANGER)));
            }
            case REPLAYED_SEAL -> {
                ObjectNode sealed = seal(recipe, command(row, recipe, situation, natural, true), natural,
                        natural.key());
                Result first = send("the first time", first(row, recipe, situation), sealed);
                results.add(send("the second time", expected, sealed));
                if (recipe.sealable()) {
                    results.add(first);
                }
            }
            case MEMBER -> by(situation.member(), row, recipe, situation, expected, results);
            case ADMIN -> by(situation.admin(), row, recipe, situation, expected, results);
            case OWNER -> by(situation.owner(), row, recipe, situation, expected, results);
            case OTHER_OWNER -> by(situation.other(), row, recipe, situation, expected, results);
            case NETWORK_TOKEN -> results.add(send("token", expected,
                    command(row, recipe, situation, natural, false).put("admin_token", situation.token())));
            case GLOBAL_TOKEN -> results.add(send("token", expected,
                    command(row, recipe, situation, natural, false).put("admin_token", RegistryOptions.ADMIN_TOKEN)));
        }
        return results;
    }

    private void by(Party actor, AuthorityTable.Row row, Recipe recipe, Situation situation, Expected expected,
            List<Result> results) {
        ObjectNode command = command(row, recipe, situation, actor, true);
        String text = recipe.text().apply(command, situation);
        if (!text.isEmpty()) {
            results.add(send("plain", expected, command.deepCopy().put("signature", actor.key().sign(text))));
        }
        boolean unchanged = results.isEmpty() || !(expected instanceof Expected.Ok);
        if (recipe.sealable() && unchanged) {
            // A seal must hold before anything else is looked at, also where a plain signature comes later or not at all.
            boolean foreign = recipe.kind() == Recipe.Kind.SELF && !actor.equals(recipe.natural().apply(situation));
            results.add(send("sealed", foreign ? new Expected.Denied() : expected,
                    seal(recipe, command, actor, actor.key())));
        }
    }

    /** What a good seal of the one who may comes to: what the table says of the natural actor's own column. */
    private static Expected first(AuthorityTable.Row row, Recipe recipe, Situation situation) {
        Party natural = recipe.natural().apply(situation);
        Optional<Column> own = natural.equals(situation.owner())
                ? Optional.of(Column.OWNER)
                : natural.equals(situation.member())
                        ? Optional.of(Column.MEMBER)
                        : natural.equals(situation.other()) ? Optional.of(Column.OTHER_OWNER) : Optional.empty();
        return row.cell(own.orElseThrow(), situation.enterprise());
    }

    private static ObjectNode command(AuthorityTable.Row row, Recipe recipe, Situation situation, Party actor,
            boolean named) {
        return recipe.command(row.command(), situation, actor, named);
    }

    private ObjectNode seal(Recipe recipe, ObjectNode command, Party by, AgentKey key) {
        return sealer.seal(command, recipe.kind() == Recipe.Kind.KEY ? 0 : by.node(), key);
    }

    private Result send(String what, Expected expected, ObjectNode request) {
        return new Result(what, expected, request, registry.apply(request));
    }
}
