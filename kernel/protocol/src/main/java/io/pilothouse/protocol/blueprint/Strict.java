package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.NearestName;
import io.pilothouse.protocol.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/** The members of an object of a test, where every doubt is a problem. */
final class Strict {
    private final JsonObject object;
    private final Section section;
    private final Place place;
    private final Findings findings;

    Strict(JsonObject object, Section section, Place place, Findings findings) {
        this.object = object;
        this.section = section;
        this.place = place;
        this.findings = findings;
        object.members().keySet().stream().filter(name -> !section.names().contains(name)).forEach(
                name -> refuse(name, "is no valid member" + NearestName.hint(name, section.names())));
    }

    Place place() {
        return place;
    }

    boolean has(String name) {
        return object.has(name);
    }

    void refuse(String name, String text) {
        findings.invalidAt(Stage.TESTS, place.member(name), text);
    }

    String text(String name) {
        Object value = object.value(name).orElse("");
        if (!(value instanceof String)) {
            findings.wrongType(place.member(name), section, Expected.TEXT, value);
        } else if (object.has(name) && object.text(name).isEmpty()) {
            refuse(name, "is invalid when empty: leave it out");
        }
        return object.text(name);
    }

    Optional<Boolean> flag(String name) {
        if (object.value(name).orElse(JsonObject.NULL) instanceof Boolean flag) {
            return Optional.of(flag);
        }
        refuse(name, "is required: true or false");
        return Optional.empty();
    }

    Optional<NodeId> node(String name, boolean required) {
        Optional<Long> number = number(name, 1, 0xFFFF_FFFFL, required);
        return number.map(NodeId::of);
    }

    OptionalInt whole(String name, int least, int most, boolean required) {
        Optional<Long> number = number(name, least, most, required);
        return number.isPresent() ? OptionalInt.of(number.get().intValue()) : OptionalInt.empty();
    }

    private Optional<Long> number(String name, long least, long most, boolean required) {
        if (!object.has(name) && !required) {
            return Optional.empty();
        }
        if (object.value(name).orElse(JsonObject.NULL) instanceof Double number && number == Math.rint(number)
                && number >= least && number <= most) {
            return Optional.of(number.longValue());
        }
        refuse(name, "is required: an integer " + least + "-" + most);
        return Optional.empty();
    }

    Optional<Strict> inner(String name, Section kind) {
        if (object.value(name).orElse(JsonObject.NULL) instanceof JsonObject inner) {
            return Optional.of(new Strict(inner, kind, place.member(name), findings));
        }
        refuse(name, "is invalid: it must be an object with " + String.join(", ", kind.names()));
        return Optional.empty();
    }
}
