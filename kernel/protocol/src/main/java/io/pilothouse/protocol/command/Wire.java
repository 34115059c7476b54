package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Pieces that several messages share. */
final class Wire {
    private Wire() {}

    /** A list of network numbers; what is not a number in range is dropped. */
    static List<NetworkId> networks(JsonObject in, String name) {
        List<NetworkId> networks = new ArrayList<>();
        if (in.value(name).orElse(null) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Double number && number >= 0 && number <= 0xFFFF) {
                    networks.add(NetworkId.of(number.intValue()));
                }
            }
        }
        return List.copyOf(networks);
    }

    /** A number, if there is one. */
    static OptionalLong whole(JsonObject in, String name) {
        return in.number(name).isPresent() ? OptionalLong.of(in.whole(name)) : OptionalLong.empty();
    }

    /** A string, if there is one; an empty string is one. */
    static Optional<String> text(JsonObject in, String name) {
        return in.value(name).filter(String.class::isInstance).map(String.class::cast);
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

    /** Writes endpoints; nothing when there are none. */
    static void endpoints(JsonWriter out, String name, List<TransportEndpoint> endpoints) {
        if (endpoints.isEmpty()) {
            return;
        }
        out.beginArray(name);
        for (TransportEndpoint endpoint : endpoints) {
            out.beginObject().text("addr", endpoint.address()).text("network", endpoint.network()).endObject();
        }
        out.endArray();
    }
}
