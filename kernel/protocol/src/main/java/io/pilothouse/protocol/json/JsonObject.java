package io.pilothouse.protocol.json;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A decoded object. Values are {@code String}, {@code Double}, {@code Boolean}, {@link #NULL}, {@code List} or
 * {@code JsonObject}. The typed readers follow {@code wire.md} 3.1: what is missing or of another type is the zero of
 * the wanted type, never an error.
 *
 * <p>Not thread-safe while it is filled; safe to share afterwards.
 */
public final class JsonObject {
    /** JSON {@code null}. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final double U32_MAX = 4294967295.0;
    private static final double U16_MAX = 65535.0;

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Sets a member; of two with one name the last wins. */
    public JsonObject put(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** The members in the order of their first appearance. */
    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    /** Whether there is a member of this name, {@code null} included. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value as it was decoded. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The string, or empty. */
    public String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    /** The boolean, or false. */
    public boolean flag(String name) {
        return members.get(name) instanceof Boolean flag && flag;
    }

    /** The number, if it is one. */
    public OptionalDouble number(String name) {
        return members.get(name) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** The number truncated toward zero, or 0. */
    public long whole(String name) {
        return members.get(name) instanceof Double number ? number.longValue() : 0;
    }

    /** The unsigned 32-bit number; 0 when it is missing, no number or out of range. */
    public NodeId node(String name) {
        double number = members.get(name) instanceof Double value ? value : 0;
        return number < 0 || number > U32_MAX ? NodeId.NONE : NodeId.of((long) number);
    }

    /** The unsigned 16-bit number; 0 (the backbone) when it is missing, no number or out of range. */
    public NetworkId network(String name) {
        double number = members.get(name) instanceof Double value ? value : 0;
        return number < 0 || number > U16_MAX ? NetworkId.BACKBONE : NetworkId.of((int) number);
    }

    /** The strings of an array; other elements are dropped, anything but an array is empty. */
    public List<String> texts(String name) {
        if (!(members.get(name) instanceof List<?> list)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof String text) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** The objects of an array; other elements are dropped, anything but an array is empty. */
    public List<JsonObject> objects(String name) {
        if (!(members.get(name) instanceof List<?> list)) {
            return List.of();
        }
        List<JsonObject> objects = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return List.copyOf(objects);
    }

    /** The object, if it is one. */
    public Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && members.equals(object.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
