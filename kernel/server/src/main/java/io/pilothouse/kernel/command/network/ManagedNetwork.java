package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.ManagedRules;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.util.Optional;

/** The rules of a managed network between the wire and the state, which keeps them as JSON text. */
final class ManagedNetwork {
    private static final double LARGEST = 1L << 53;

    private ManagedNetwork() {}

    /**
     * The rules that a command carries, checked, as text to be stored; empty when it carries none: missing, an empty
     * string, or neither a string nor an object.
     */
    static String rulesText(Optional<Object> sent) {
        Object value = sent.orElse("");
        if (value instanceof String text && text.isEmpty()
                || !(value instanceof String || value instanceof JsonObject)) {
            return "";
        }
        ManagedRules rules = read(value instanceof String text ? parse(text) : (JsonObject) value);
        ManagedRulesCheck.check(rules);
        JsonWriter out = new JsonWriter();
        out.beginObject();
        rules.write(out);
        return out.endObject().text();
    }

    /** The rules of a network, if it is managed. */
    static Optional<ManagedRules> rules(Network network) {
        return network.rules().isEmpty()
                ? Optional.empty()
                : Optional.of(ManagedRules.read(parse(network.rules())));
    }

    private static JsonObject parse(String text) {
        try {
            // "null" is what an empty object is: nothing given, so that the first check refuses it.
            return text.strip().equals("null") ? new JsonObject() : JsonReader.object(text);
        } catch (MalformedJsonException malformed) {
            throw invalid(malformed.getMessage());
        }
    }

    private static ManagedRules read(JsonObject in) {
        return new ManagedRules(whole(in, "links"), text(in, "cycle"), whole(in, "prune"), text(in, "prune_by"),
                whole(in, "fill"), text(in, "fill_how"), text(in, "grace"));
    }

    private static long whole(JsonObject in, String name) {
        return switch (in.value(name).orElse(JsonObject.NULL)) {
            case Double number when number == Math.rint(number) && Math.abs(number) <= LARGEST -> number.longValue();
            case Object other when other == JsonObject.NULL -> 0;
            default -> throw invalid(name + " must be an integer");
        };
    }

    private static String text(JsonObject in, String name) {
        return switch (in.value(name).orElse(JsonObject.NULL)) {
            case String text -> text;
            case Object other when other == JsonObject.NULL -> "";
            default -> throw invalid(name + " must be a string");
        };
    }

    private static Refusal invalid(String why) {
        return new Refusal(Refusal.Code.INVALID, "rules: invalid JSON: " + why);
    }
}
