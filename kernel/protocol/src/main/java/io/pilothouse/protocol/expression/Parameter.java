package io.pilothouse.protocol.expression;

import java.util.Locale;
import java.util.function.Predicate;

/** What a function takes at one place. */
enum Parameter {
    ANY("any value", type -> true), NUMBER("a number", Type::mayNumber), INT("an integer",
            type -> type.may(Type.INT)), STRING("a string", type -> type.may(Type.STRING)), LIST("a list",
                    type -> type.may(Type.LIST)), MAP("a map", type -> type.may(Type.MAP)), NUMERIC(
                            "a number or a string",
                            type -> type.mayNumber() || type.may(Type.STRING)), SIZED("a string, a list or a map",
                                    type -> type.may(Type.STRING) || type.may(Type.LIST) || type.may(Type.MAP)), TEXTS(
                                            "a list of strings",
                                            type -> type.may(Type.LIST) && type.elements().may(Type.STRING)), NUMBERS(
                                                    "a number or a list of numbers",
                                                    type -> type.mayNumber() || type.may(Type.LIST)
                                                            && type.elements().mayNumber());

    private final String words;
    private final Predicate<Type> taken;

    Parameter(String words, Predicate<Type> taken) {
        this.words = words;
        this.taken = taken;
    }

    static Parameter of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean takes(Type type) {
        return taken.test(type);
    }

    String words() {
        return words;
    }
}
