package io.pilothouse.protocol.expression;

/**
 * What is known of a value before a run.
 *
 * @param kind its kind; {@code ANY} when only a run can tell
 * @param element of a list, the type of its elements; {@code null} otherwise
 */
record Type(Kind kind, Type element) {
    static final Type ANY = new Type(Kind.ANY, null);
    static final Type NIL = new Type(Kind.NIL, null);
    static final Type BOOL = new Type(Kind.BOOL, null);
    static final Type INT = new Type(Kind.INT, null);
    static final Type FLOAT = new Type(Kind.FLOAT, null);
    static final Type STRING = new Type(Kind.STRING, null);
    static final Type MAP = new Type(Kind.MAP, null);
    static final Type TIME = new Type(Kind.TIME, null);
    /** What the difference of two times is. */
    static final Type SPAN = new Type(Kind.SPAN, null);
    static final Type LIST = listOf(ANY);
    static final Type TEXTS = listOf(STRING);

    /** Kinds of values, with their names in errors. */
    enum Kind {
        ANY("any"), NIL("nil"), BOOL("bool"), INT("int"), FLOAT("float"), STRING("string"), LIST("list"), MAP(
                "map"), TIME("time"), SPAN("time span");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Lists in lists are told apart no deeper than that, so that a type stays small whatever an expression nests. */
    static Type listOf(Type element) {
        return new Type(Kind.LIST, element.kind == Kind.LIST ? new Type(Kind.LIST, ANY) : element);
    }

    boolean unknown() {
        return kind == Kind.ANY;
    }

    /** Whether a value of this type can be of the other's kind. */
    boolean may(Type other) {
        return unknown() || kind == other.kind;
    }

    boolean mayNumber() {
        return unknown() || number();
    }

    boolean number() {
        return kind == Kind.INT || kind == Kind.FLOAT;
    }

    /** The type of the elements of what may be a list. */
    Type elements() {
        return kind == Kind.LIST ? element : ANY;
    }

    /** Whether values of the two can be equal. */
    boolean comparable(Type other) {
        return unknown() || other.unknown() || kind == other.kind || number() && other.number() || kind == Kind.NIL
                || other.kind == Kind.NIL;
    }

    /** A type for a value that is of one or the other. */
    Type or(Type other) {
        if (kind == Kind.NIL) {
            return other.kind == Kind.NIL ? NIL : other;
        }
        return equals(other) || other.kind == Kind.NIL ? this : ANY;
    }

    @Override
    public String toString() {
        return kind == Kind.LIST && !element.unknown() ? "list of " + element.kind.word : kind.word;
    }
}
