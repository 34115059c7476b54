package io.pilothouse.protocol.json;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Writes JSON as UTF-8 into a growing buffer. Names are program constants and are written unescaped; values are escaped.
 *
 * <p>Threads: one at a time. A writer is meant to be {@link #reset} and used again.
 */
public final class JsonWriter {
    private final Utf8Buffer out;
    private boolean separate;

    /** A writer with room for a usual message. */
    public JsonWriter() {
        this(512);
    }

    /** A writer with room for {@code capacity} bytes before it grows. */
    public JsonWriter(int capacity) {
        out = new Utf8Buffer(capacity);
    }

    /** Forgets what was written; gives back the memory of an unusually large message. */
    public JsonWriter reset() {
        return begin(null);
    }

    /**
     * Forgets what was written and begins a message that may be large: whenever some 64 KiB are written, {@code overflow}
     * takes them, and only what came after is in {@link #buffer}.
     */
    public JsonWriter reset(Overflow overflow) {
        return begin(Objects.requireNonNull(overflow));
    }

    private JsonWriter begin(Overflow overflow) {
        out.reset(overflow);
        separate = false;
        return this;
    }

    /** The bytes, of which the first {@link #length} count; valid until the next write. */
    public byte[] buffer() {
        return out.bytes();
    }

    /** How many bytes were written; with an overflow, how many of them it has not taken. */
    public int length() {
        return out.length();
    }

    /** A copy of the bytes written. */
    public byte[] bytes() {
        return Arrays.copyOf(out.bytes(), out.length());
    }

    /** What was written, as text. */
    public String text() {
        return new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8);
    }

    /** Begins an object as a value of its own or as an array element. */
    public JsonWriter beginObject() {
        separator();
        out.raw('{');
        separate = false;
        return this;
    }

    /** Begins an object as a member. */
    public JsonWriter beginObject(String name) {
        name(name);
        out.raw('{');
        separate = false;
        return this;
    }

    /** Ends the innermost object. */
    public JsonWriter endObject() {
        out.raw('}');
        separate = true;
        return this;
    }

    /** Begins an array as a value of its own or as an array element. */
    public JsonWriter beginArray() {
        separator();
        out.raw('[');
        separate = false;
        return this;
    }

    /** Begins an array as a member. */
    public JsonWriter beginArray(String name) {
        name(name);
        out.raw('[');
        separate = false;
        return this;
    }

    /** Ends the innermost array. */
    public JsonWriter endArray() {
        out.raw(']');
        separate = true;
        return this;
    }

    /** A string member. */
    public JsonWriter text(String name, String value) {
        name(name);
        out.string(value);
        return this;
    }

    /** A string member, left out when the value is empty. */
    public JsonWriter textIfAny(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    /** A number member. */
    public JsonWriter number(String name, long value) {
        name(name);
        out.digits(value);
        return this;
    }

    /** A number member that may have a fraction; written without one when it is whole. */
    public JsonWriter number(String name, double value) {
        name(name);
        number(value);
        return this;
    }

    /** A boolean member. */
    public JsonWriter flag(String name, boolean value) {
        name(name);
        out.ascii(value ? "true" : "false");
        return this;
    }

    /** A boolean member, left out when it is false. */
    public JsonWriter flagIfSet(String name, boolean value) {
        return value ? flag(name, true) : this;
    }

    /** A string member, left out when there is none. */
    public JsonWriter textIfPresent(String name, Optional<String> value) {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    /** A number member, left out when there is none. */
    public JsonWriter numberIfPresent(String name, OptionalLong value) {
        return value.isPresent() ? number(name, value.getAsLong()) : this;
    }

    /** A number member that may have a fraction, left out when there is none. */
    public JsonWriter numberIfPresent(String name, OptionalDouble value) {
        return value.isPresent() ? number(name, value.getAsDouble()) : this;
    }

    /** A boolean member, left out when there is none. */
    public JsonWriter flagIfPresent(String name, Optional<Boolean> value) {
        return value.isPresent() ? flag(name, value.get()) : this;
    }

    /** A decoded value as a member, left out when there is none. */
    public JsonWriter valueIfPresent(String name, Optional<Object> value) {
        return value.isPresent() ? value(name, value.get()) : this;
    }

    /** A node id member. */
    public JsonWriter node(String name, NodeId value) {
        return number(name, value.value());
    }

    /** A node id member, left out when it is 0. */
    public JsonWriter nodeIfAny(String name, NodeId value) {
        return value.none() ? this : node(name, value);
    }

    /** A network id member. */
    public JsonWriter network(String name, NetworkId value) {
        return number(name, value.value());
    }

    /** A network id member, left out for the backbone. */
    public JsonWriter networkIfAny(String name, NetworkId value) {
        return value.backbone() ? this : network(name, value);
    }

    /** An array of strings as a member. */
    public JsonWriter texts(String name, Collection<String> values) {
        beginArray(name);
        values.forEach(this::element);
        return endArray();
    }

    /** An array of strings as a member, left out when it is empty. */
    public JsonWriter textsIfAny(String name, Collection<String> values) {
        return values.isEmpty() ? this : texts(name, values);
    }

    /** An array of network ids as a member. */
    public JsonWriter networks(String name, List<NetworkId> values) {
        beginArray(name);
        for (NetworkId value : values) {
            element(value.value());
        }
        return endArray();
    }

    /** An array of numbers as a member. */
    public JsonWriter numbers(String name, List<Integer> values) {
        beginArray(name);
        for (int value : values) {
            element(value);
        }
        return endArray();
    }

    /** An array of numbers as a member, left out when it is empty. */
    public JsonWriter numbersIfAny(String name, List<Integer> values) {
        return values.isEmpty() ? this : numbers(name, values);
    }

    /** An array of objects as a member; {@code members} writes the members of one. */
    public <T> JsonWriter objects(String name, Collection<T> values, BiConsumer<T, JsonWriter> members) {
        beginArray(name);
        for (T value : values) {
            beginObject();
            members.accept(value, this);
            endObject();
        }
        return endArray();
    }

    /** An array of objects as a member, left out when it is empty. */
    public <T> JsonWriter objectsIfAny(String name, Collection<T> values, BiConsumer<T, JsonWriter> members) {
        return values.isEmpty() ? this : objects(name, values, members);
    }

    /** An object as a member, left out when there is none; {@code members} writes its members. */
    public <T> JsonWriter objectIfPresent(String name, Optional<T> value, BiConsumer<T, JsonWriter> members) {
        if (value.isEmpty()) {
            return this;
        }
        beginObject(name);
        members.accept(value.get(), this);
        return endObject();
    }

    /** A string as an array element. */
    public JsonWriter element(String value) {
        separator();
        out.string(value);
        separate = true;
        return this;
    }

    /** A number as an array element. */
    public JsonWriter element(long value) {
        separator();
        out.digits(value);
        return this;
    }

    /** A member whose value is JSON text already; it is not checked. */
    public JsonWriter document(String name, String json) {
        name(name);
        out.append(json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A member whose value is JSON text already, left out when the text is empty. */
    public JsonWriter documentIfAny(String name, String json) {
        return json.isEmpty() ? this : document(name, json);
    }

    /** A decoded value as a member ({@link JsonObject} says which types there are). */
    public JsonWriter value(String name, Object value) {
        name(name);
        separate = false;
        any(value);
        separate = true;
        return this;
    }

    /** A decoded value as a value of its own or as an array element. */
    public JsonWriter value(Object value) {
        separator();
        separate = false;
        any(value);
        separate = true;
        return this;
    }

    private void any(Object value) {
        switch (value) {
            case String text -> out.string(text);
            case Number number -> number(number.doubleValue());
            case Boolean flag -> out.ascii(flag ? "true" : "false");
            case JsonObject object -> {
                beginObject();
                for (Map.Entry<String, Object> member : object.members().entrySet()) {
                    separator();
                    out.string(member.getKey());
                    out.raw(':');
                    separate = false;
                    any(member.getValue());
                    separate = true;
                }
                endObject();
            }
            case Collection<?> list -> {
                beginArray();
                for (Object element : list) {
                    separator();
                    separate = false;
                    any(element);
                    separate = true;
                }
                endArray();
            }
            default -> out.ascii("null");
        }
    }

    private void name(String name) {
        out.name(separate, name);
        separate = true;
    }

    private void separator() {
        if (separate) {
            out.raw(',');
        }
        separate = true;
    }

    private void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.digits((long) value);
        } else {
            out.ascii(Double.toString(value));
        }
    }

    /** Takes over what was written of a large message. */
    @FunctionalInterface
    public interface Overflow {
        /** Takes the first {@code length} bytes; the array is written again afterwards. */
        void take(byte[] bytes, int length);
    }
}
