package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * The rules of a managed network as replies carry them ({@code commands-core.md}, managed networks). The registry
 * hands them out, daemons act by them.
 *
 * @param links how many peers a node keeps at most
 * @param cycle how long a cycle lasts, in the syntax of {@link io.pilothouse.protocol.GoDuration}
 * @param prune how many peers are dropped per cycle
 * @param pruneBy which are dropped
 * @param fill how many peers are added per cycle
 * @param fillHow which are added
 * @param grace how long a new peer is not dropped, or empty
 */
public record ManagedRules(long links, String cycle, long prune, String pruneBy, long fill, String fillHow,
        String grace) {
    /** Reads the members of a {@code rules} object. */
    public static ManagedRules read(JsonObject in) {
        return new ManagedRules(in.whole("links"), in.text("cycle"), in.whole("prune"), in.text("prune_by"),
                in.whole("fill"), in.text("fill_how"), in.text("grace"));
    }

    /** Writes the members of a {@code rules} object. */
    public void write(JsonWriter out) {
        out.number("links", links).text("cycle", cycle).number("prune", prune).text("prune_by", pruneBy)
                .number("fill", fill).text("fill_how", fillHow).textIfAny("grace", grace);
    }
}
