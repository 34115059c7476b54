package io.pilothouse.cli;

import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * YAML 1.2 by its JSON schema: {@code true}, {@code null} and numbers as in JSON, every other word is a string. No tags,
 * and no references to lists or objects, so that a file is as long as what it says.
 */
final class YamlDocument {
    private static final int DEEPEST = 250;

    private static final LoadSettings SETTINGS = LoadSettings.builder().setSchema(new JsonSchema())
            .setAllowDuplicateKeys(false).setMaxAliasesForCollections(0).build();

    private YamlDocument() {}

    /**
     * The document.
     *
     * @throws IllegalArgumentException with what is wrong and where
     */
    static JsonObject read(String text) {
        Object document;
        try {
            document = new Load(SETTINGS).loadFromString(text);
        } catch (YamlEngineException malformed) {
            throw new IllegalArgumentException("is no YAML: " + malformed.getMessage().lines().map(String::strip)
                    .collect(Collectors.joining(" ")), malformed);
        }
        if (document instanceof Map<?, ?> map) {
            return object(map, DEEPEST);
        }
        throw new IllegalArgumentException("a document is a YAML mapping");
    }

    private static JsonObject object(Map<?, ?> map, int levels) {
        JsonObject object = new JsonObject();
        map.forEach((key, value) -> object.put(name(key), value(value, levels - 1)));
        return object;
    }

    /** Node ids may stand without quotes. */
    private static String name(Object key) {
        if (key instanceof String || key instanceof Integer || key instanceof Long) {
            return key.toString();
        }
        throw new IllegalArgumentException("has " + key + " as a name, which must be a string or an integer");
    }

    private static Object value(Object value, int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("is nested deeper than " + DEEPEST + " levels");
        }
        return switch (value) {
            case null -> JsonObject.NULL;
            case Map<?, ?> map -> object(map, levels);
            case List<?> list -> list.stream().map(element -> value(element, levels - 1)).toList();
            case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
            case String text -> text;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException("has the value " + value + ", which JSON cannot say");
        };
    }
}
