package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.wire.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects problems and warnings while a document is read. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    private record Finding(Stage stage, Place place, String text, String refusal) {
        Problem problem() {
            return new Problem(place.toString(), text, stage.prefix() + refusal);
        }
    }

    /** A value of the wrong type: the reference's text goes over the wire, a readable one to people. */
    void wrongType(Place place, Section owner, Expected expected, Object sent) {
        String number = sent instanceof Double value
                ? " " + new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8)
                : "";
        String kind = switch (sent) {
            case Double _ -> "number";
            case String _ -> "string";
            case Boolean _ -> "bool";
            case JsonObject _ -> "object";
            case List<?> _ -> "array";
            default -> "null";
        };
        found.add(new Finding(Stage.PARSE, place,
                "must be " + expected.words() + " but is " + (number.isEmpty() ? kind : "the number" + number),
                "json: cannot unmarshal " + kind + (expected.numeric() ? number : "") + " into Go struct field "
                        + owner.struct() + "." + place.field() + " of type " + expected.type()));
    }

    void invalid(Stage stage, Place place, String text) {
        found.add(new Finding(stage, place, text, text));
    }

    /** A problem whose text does not say where it is: the registry's answer begins with the place. */
    void invalidAt(Stage stage, Place place, String text) {
        found.add(new Finding(stage, place, text, place + ": " + text));
    }

    /** What is wrong with an address, if anything. */
    void url(Stage stage, Place place, Optional<String> problem) {
        problem.ifPresent(text -> invalidAt(stage, place, text));
    }

    void warn(Place place, String text) {
        warnings.add(new Warning(place.toString(), text));
    }

    List<Warning> warnings() {
        return warnings;
    }

    /** All problems, the one that the reference reports first; what only follows from a wrong type is left out. */
    List<Problem> problems() {
        Set<Place> wrong = found.stream().filter(finding -> finding.stage() == Stage.PARSE).map(Finding::place)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(finding -> finding.stage() == Stage.PARSE || !finding.place().within(wrong))
                .sorted(Comparator.comparing(Finding::stage).thenComparing(Findings::inStage)).map(Finding::problem)
                .toList();
    }

    /** Wrong types are met in the order of the sorted document, other problems in the order of the checks. */
    private static int inStage(Finding one, Finding other) {
        return one.stage() == Stage.PARSE ? one.place().compareTo(other.place()) : 0;
    }
}
