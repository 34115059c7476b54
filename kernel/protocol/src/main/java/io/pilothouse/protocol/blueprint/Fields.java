package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.NearestName;
import io.pilothouse.protocol.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members of one object of a document: found by their exact name, or else by an alias or in other letters. A value of
 * the wrong type is noted and then counts as not stated.
 */
final class Fields {
    private final Section section;
    private final Place place;
    private final Findings findings;
    private final Map<String, Object> values = new HashMap<>();

    Fields(JsonObject object, Section section, Place place, Findings findings) {
        this.section = section;
        this.place = place;
        this.findings = findings;
        object.members().forEach((sent, value) -> section.member(sent).filter(member -> member.name().equals(sent))
                .ifPresent(member -> values.put(sent, value)));
        object.members().forEach((sent, value) -> section.member(sent)
                .ifPresentOrElse(member -> otherName(member, sent, value), () -> unknown(sent)));
    }

    private void otherName(Section.Member member, String sent, Object value) {
        if (sent.equals(member.name())) {
            return;
        }
        Object earlier = values.putIfAbsent(member.name(), value);
        if (earlier != null) {
            findings.warn(place.member(sent), "ignored, because \"" + member.name() + "\" is given too");
        } else if (!member.aliases().contains(sent)) {
            findings.warn(place.member(sent), "is read as \"" + member.name() + "\": write it so");
        }
    }

    private void unknown(String sent) {
        findings.warn(place.member(sent), "unknown member, ignored" + NearestName.hint(sent, section.names()));
    }

    Place place(String name) {
        return place.member(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether the member is there and {@code null}. */
    boolean isNull(String name) {
        return values.get(name) == JsonObject.NULL;
    }

    /** The value as it was sent; none when it is missing or {@code null}. */
    Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> value != JsonObject.NULL);
    }

    Stated<String> text(String name) {
        if (isNull(name)) {
            return Stated.reset();
        }
        return value(name, String.class, Expected.TEXT).map(Stated::ofText).orElseGet(Stated::nothing);
    }

    /** The text; empty when it is missing. */
    String plain(String name) {
        return value(name, String.class, Expected.TEXT).orElse("");
    }

    Optional<Boolean> flag(String name) {
        return value(name, Boolean.class, Expected.FLAG);
    }

    /** A whole number of at least {@code least} and at most {@code most}. */
    OptionalLong whole(String name, Expected expected, double least, double most) {
        Optional<Object> sent = value(name);
        if (sent.isEmpty()) {
            return OptionalLong.empty();
        }
        if (sent.get() instanceof Double number && number == Math.rint(number) && number >= least && number <= most) {
            return OptionalLong.of(number.longValue());
        }
        findings.wrongType(place.member(name), section, expected, sent.get());
        return OptionalLong.empty();
    }

    /** The array as it was sent. */
    Optional<List<?>> list(String name, Expected expected) {
        return value(name, List.class, expected).map(list -> (List<?>) list);
    }

    /** The strings of an array. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<?> list = list(name, Expected.TEXTS).orElse(List.of());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                texts.add(text);
            } else {
                findings.wrongType(place.member(name).element(i), section, Expected.TEXT, list.get(i));
            }
        }
        return texts;
    }

    /** The objects of an array that is the value of the member; {@code null} is an empty one, as in the reference. */
    List<Fields> objects(List<?> list, String name, Section kind, Expected element) {
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Place at = place.member(name).element(i);
            switch (list.get(i)) {
                case JsonObject object -> objects.add(new Fields(object, kind, at, findings));
                case Object none when none == JsonObject.NULL ->
                    objects.add(new Fields(new JsonObject(), kind, at, findings));
                default -> findings.wrongType(at, section, element, list.get(i));
            }
        }
        return objects;
    }

    /** The object that is the value of the member. */
    Optional<Fields> object(String name, Section kind, Expected expected) {
        return value(name, JsonObject.class, expected)
                .map(object -> new Fields(object, kind, place.member(name), findings));
    }

    private <T> Optional<T> value(String name, Class<T> type, Expected expected) {
        Optional<Object> sent = value(name);
        if (sent.isPresent() && !type.isInstance(sent.get())) {
            findings.wrongType(place.member(name), section, expected, sent.get());
            return Optional.empty();
        }
        return sent.map(type::cast);
    }

    /** What a component is given; problems are noted. */
    Stated<ComponentSettings> settings(Stage stage) {
        if (!has(ComponentSettings.NAME)) {
            return Stated.nothing();
        }
        ComponentSettings settings = ComponentSettings.read(values.get(ComponentSettings.NAME));
        settings.problems().forEach(problem -> findings.invalid(stage, place(ComponentSettings.NAME),
                "invalid " + place + "." + problem));
        return settings.texts().isEmpty() ? Stated.reset() : Stated.of(settings);
    }

    /** Notes a value of the wrong type in or below this object. */
    void wrongType(Place at, Expected expected, Object sent) {
        findings.wrongType(at, section, expected, sent);
    }

    /** Notes a member's value of the wrong type. */
    void wrongType(String name, Expected expected, Object sent) {
        findings.wrongType(place.member(name), section, expected, sent);
    }

    Place place() {
        return place;
    }
}
