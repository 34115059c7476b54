package io.pilothouse.protocol.command;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.BeaconId;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/** Makes up records of any message from their components. */
final class RandomMessages {
    /** Doubles hold whole numbers exactly up to here. */
    private static final long EXACT = 1L << 53;
    private static final String[] SYMBOLS = {"a", "Z", "0", "-", ":", "\"", "\\", "/", "\n", "\u0000", "\u007F", "é",
        "\u2028", "\uFFFD", "漢", "\uD83D\uDE00", "<", "&"};

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    <T> T message(Class<T> type) {
        return type.cast(type == GetMemberTags.Ok.class ? memberTags() : components(type));
    }

    private Object memberTags() {
        NodeId target = node();
        return new GetMemberTags.Ok(network(), target, target.none() ? List.of() : list(this::text),
                target.none() ? members() : Map.of());
    }

    private Map<NodeId, List<String>> members() {
        Map<NodeId, List<String>> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(node(), list(this::text));
        }
        return members;
    }

    private Object components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(this::value).toArray();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(type + " cannot be made", broken);
        }
    }

    private Object value(RecordComponent component) {
        boolean reply = !Command.class.isAssignableFrom(component.getDeclaringRecord());
        if (component.getName().equals("lanAddresses")) {
            return list(() -> "x" + text());
        }
        if (component.getName().equals("exprPolicy") && reply) {
            return random.nextBoolean() ? "" : new JsonWriter().value(object(2)).text();
        }
        return value(component.getGenericType());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type argument = parameterized.getActualTypeArguments()[0];
            Supplier<Object> element = () -> value(argument);
            return parameterized.getRawType() == List.class ? list(element) : maybe(element);
        }
        Class<?> plain = (Class<?>) type;
        return switch (plain.getSimpleName()) {
            case "NodeId" -> node();
            case "NetworkId" -> network();
            case "BeaconId" -> new BeaconId(random.nextInt());
            case "String" -> text();
            case "boolean", "Boolean" -> random.nextBoolean();
            case "long" -> whole();
            case "int", "Integer" -> random.nextInt(0x10000);
            case "OptionalLong" -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(whole());
            case "OptionalDouble" -> random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number());
            case "TransportEndpoint" -> new TransportEndpoint("n" + text(), "a" + text());
            case "JsonObject" -> object(2);
            case "Object" -> json(2);
            case "ComponentSettings" -> ComponentSettings.read(
                    new JsonObject().put("a", text()).put("b-c", number()).put("d", list(() -> json(1))));
            default -> message(plain);
        };
    }

    private NodeId node() {
        return random.nextInt(4) == 0 ? NodeId.NONE : new NodeId(random.nextInt());
    }

    private NetworkId network() {
        return NetworkId.of(random.nextInt(4) == 0 ? 0 : random.nextInt(0x10000));
    }

    private long whole() {
        return random.nextLong(-EXACT, EXACT) >> random.nextInt(53);
    }

    private double number() {
        return random.nextBoolean() ? whole() : random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
    }

    private Object json(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> text();
            case 1 -> number() + 0.0;
            case 2 -> random.nextBoolean();
            case 3 -> JsonObject.NULL;
            case 4 -> list(() -> json(depth - 1));
            default -> object(depth - 1);
        };
    }

    private JsonObject object(int depth) {
        JsonObject object = new JsonObject();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.put(text(), json(depth));
        }
        return object;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(SYMBOLS[random.nextInt(SYMBOLS.length)]);
        }
        return text.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }
}
