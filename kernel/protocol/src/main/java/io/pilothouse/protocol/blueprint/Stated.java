package io.pilothouse.protocol.blueprint;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a document says about one thing ({@code blueprint.md} 10.2): nothing, that it be emptied ({@code 0}, {@code []},
 * {@code ""}, {@code false} or {@code null}), or a value. A merge keeps, empties or replaces accordingly.
 */
public sealed interface Stated<T> {
    /** The document is silent: what is stored stays. */
    record NotStated<T>() implements Stated<T> {}

    /** The document empties it. */
    record Reset<T>() implements Stated<T> {}

    /**
     * The document sets it.
     *
     * @param content never an empty form, which is {@link Reset}
     */
    record Value<T>(T content) implements Stated<T> {
        public Value {
            Objects.requireNonNull(content);
        }
    }

    /** Silence. */
    static <T> Stated<T> nothing() {
        return new NotStated<>();
    }

    /** An explicit empty form. */
    static <T> Stated<T> reset() {
        return new Reset<>();
    }

    /** A value. */
    static <T> Stated<T> of(T content) {
        return new Value<>(content);
    }

    /** The text; an empty one resets. */
    static Stated<String> ofText(String text) {
        return text.isEmpty() ? reset() : of(text);
    }

    /** Whether the document says anything about it. */
    default boolean stated() {
        return !(this instanceof NotStated);
    }

    /** Whether the document empties it. */
    default boolean isReset() {
        return this instanceof Reset;
    }

    /** The value, if the document sets one. */
    default Optional<T> value() {
        return this instanceof Value<T>(T content) ? Optional.of(content) : Optional.empty();
    }

    /** What holds after the document: {@code before} when it is silent, {@code empty} after a reset. */
    default T over(T before, T empty) {
        return switch (this) {
            case NotStated<T>() -> before;
            case Reset<T>() -> empty;
            case Value<T>(T content) -> content;
        };
    }

    /** The same statement about what {@code change} makes of the value. */
    default <R> Stated<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case NotStated<T>() -> nothing();
            case Reset<T>() -> reset();
            case Value<T>(T content) -> of(change.apply(content));
        };
    }
}
