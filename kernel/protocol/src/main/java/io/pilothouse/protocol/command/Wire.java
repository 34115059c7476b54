package io.pilothouse.protocol.command;

import io.pilothouse.protocol.BeaconId;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Pieces that several messages share. */
final class Wire {
    private static final double PORT_MAX = 65535;

    private Wire() {}

    /** A list of network numbers; what is not a number in range is dropped. */
    static List<NetworkId> networks(JsonObject in, String name) {
        return ports(in, name).stream().map(NetworkId::of).toList();
    }

    /** A list of unsigned 16-bit numbers; what is not a number in range is dropped. */
    static List<Integer> ports(JsonObject in, String name) {
        List<Integer> numbers = new ArrayList<>();
        if (in.value(name).orElse(null) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Double number && number >= 0 && number <= PORT_MAX) {
                    numbers.add(number.intValue());
                }
            }
        }
        return List.copyOf(numbers);
    }

    /** A number, if there is one. */
    static OptionalLong whole(JsonObject in, String name) {
        return in.number(name).isPresent() ? OptionalLong.of(in.whole(name)) : OptionalLong.empty();
    }

    /** A string, if there is one; an empty string is one. */
    static Optional<String> text(JsonObject in, String name) {
        return in.value(name).filter(String.class::isInstance).map(String.class::cast);
    }

    /** A boolean, if there is one. */
    static Optional<Boolean> flag(JsonObject in, String name) {
        return in.value(name).filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    /** The strings of an array, if there is an array. */
    static Optional<List<String>> texts(JsonObject in, String name) {
        return in.value(name).filter(List.class::isInstance).map(list -> in.texts(name));
    }

    /** The strings of an array that are not empty. */
    static List<String> filledTexts(JsonObject in, String name) {
        return in.texts(name).stream().filter(text -> !text.isEmpty()).toList();
    }

    /** The number of a beacon, read like the number of a node. */
    static BeaconId beacon(JsonObject in, String name) {
        return new BeaconId(in.node(name).bits());
    }

    /** A node number that is the name of a member; only its usual decimal spelling counts. */
    static Optional<NodeId> node(String name) {
        try {
            NodeId node = new NodeId(Integer.parseUnsignedInt(name));
            return node.toString().equals(name) ? Optional.of(node) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** A JSON document as text: the string that holds one, or the value itself written compactly; empty when absent. */
    static String document(JsonObject in, String name) {
        Object value = in.value(name).orElse("");
        if (value instanceof String text) {
            return text;
        }
        JsonWriter text = new JsonWriter();
        return text.value(value).text();
    }

    /** The objects of an array as records; other elements are dropped. */
    static <T> List<T> list(JsonObject in, String name, Function<JsonObject, T> reader) {
        return in.objects(name).stream().map(reader).toList();
    }

    /** The elements of an array as records; what is no object counts as an empty one. */
    static <T> List<T> listWithBlanks(JsonObject in, String name, Function<JsonObject, T> reader) {
        List<T> entries = new ArrayList<>();
        if (in.value(name).orElse(null) instanceof List<?> list) {
            list.forEach(element -> entries
                    .add(reader.apply(element instanceof JsonObject object ? object : new JsonObject())));
        }
        return List.copyOf(entries);
    }

    /** Endpoints; entries with a missing or empty part are dropped. */
    static List<TransportEndpoint> endpoints(JsonObject in, String name) {
        List<TransportEndpoint> endpoints = new ArrayList<>();
        for (JsonObject entry : in.objects(name)) {
            String network = entry.text("network");
            String address = entry.text("addr");
            if (!network.isEmpty() && !address.isEmpty()) {
                endpoints.add(new TransportEndpoint(network, address));
            }
        }
        return List.copyOf(endpoints);
    }

    /** Writes the members of an endpoint. */
    static void endpoint(TransportEndpoint endpoint, JsonWriter out) {
        out.text("addr", endpoint.address()).text("network", endpoint.network());
    }
}
