package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.json.SortedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A place in a document. The order is that in which the reference meets places: members by the bytes of their names,
 * elements by their index, what surrounds before what is inside.
 */
record Place(List<Object> steps) implements Comparable<Place> {
    static final Place ROOT = new Place(List.of());

    Place member(String name) {
        return with(name);
    }

    Place element(int index) {
        return with(index);
    }

    private Place with(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Place(List.copyOf(longer));
    }

    /** Whether this or something around it is among the places. */
    boolean within(Set<Place> places) {
        return IntStream.rangeClosed(0, steps.size())
                .anyMatch(length -> places.contains(new Place(steps.subList(0, length))));
    }

    /** The members alone, as the reference names a field. */
    String field() {
        return steps.stream().filter(String.class::isInstance).map(String.class::cast)
                .collect(Collectors.joining("."));
    }

    @Override
    public int compareTo(Place other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            int order = steps.get(i) instanceof Integer index && other.steps.get(i) instanceof Integer second
                    ? Integer.compare(index, second)
                    : SortedJson.BYTES.compare(steps.get(i).toString(), other.steps.get(i).toString());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
