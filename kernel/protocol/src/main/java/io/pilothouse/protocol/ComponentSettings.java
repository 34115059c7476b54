package io.pilothouse.protocol;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.wire.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The member {@code settings} of a command or document: what a component is given beyond the fields that all of its kind have, by
 * the names that its documentation tells. A text stays as it is, every other value becomes its JSON.
 *
 * @param texts values by name, words joined by {@code -}; any of them may be a secret, so none is shown
 * @param problems what is wrong with what was sent; then it must not be used
 */
public record ComponentSettings(SortedMap<String, String> texts, List<String> problems) {
    /** No settings. */
    public static final ComponentSettings NONE = new ComponentSettings(Collections.emptySortedMap(), List.of());

    /** The name of the member. */
    public static final String NAME = "settings";

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_KEY = 64;
    private static final int MOST = 100;
    private static final int MOST_BYTES = 65_536;

    public ComponentSettings {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        problems = List.copyOf(problems);
    }

    /** The settings of an object; without the member, none. */
    public static ComponentSettings of(JsonObject owner) {
        return owner.value(NAME).map(ComponentSettings::read).orElse(NONE);
    }

    /** Reads the member's value. */
    public static ComponentSettings read(Object sent) {
        if (sent == JsonObject.NULL) {
            return NONE;
        }
        if (!(sent instanceof JsonObject object)) {
            return new ComponentSettings(Collections.emptySortedMap(),
                    List.of("settings must be an object of settings by name"));
        }
        SortedMap<String, String> texts = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        object.members().forEach((name, value) -> {
            String key = name.replace('_', '-');
            if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
                problems.add("settings: " + Quoted.text(name)
                        + " is no name of a setting (small letters and digits, words joined by - or _)");
            } else if (texts.containsKey(key)) {
                problems.add("settings." + name + " is given twice, with - and with _");
            } else {
                text(value).ifPresentOrElse(text -> texts.put(key, text), () -> problems.add("settings." + name
                        + " must be a string, a number, true, false, or an array or object of at most "
                        + CanonicalJson.DEEPEST
                        + " levels"));
            }
        });
        if (texts.size() > MOST || bytes(texts.values()) > MOST_BYTES) {
            problems.add("settings must be at most " + MOST + " with " + MOST_BYTES + " bytes together");
        }
        return problems.isEmpty()
                ? new ComponentSettings(texts, List.of())
                : new ComponentSettings(Collections.emptySortedMap(), problems);
    }

    private static Optional<String> text(Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Object none when none == JsonObject.NULL -> Optional.empty();
            case Object other -> json(other);
        };
    }

    private static Optional<String> json(Object value) {
        try {
            return Optional.of(new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException nestedTooDeeply) {
            return Optional.empty();
        }
    }

    private static int bytes(Collection<String> texts) {
        return texts.stream().mapToInt(Label::utf8Length).sum();
    }

    /** Writes the member into an object, if there is a setting. */
    public void write(JsonWriter out) {
        if (!texts.isEmpty()) {
            out.value(NAME, object());
        }
    }

    /** As the value of the member. */
    public JsonObject object() {
        JsonObject object = new JsonObject();
        for (Map.Entry<String, String> one : texts.entrySet()) {
            object.put(one.getKey(), one.getValue());
        }
        return object;
    }
}
