package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.NearestName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that hold at a place of an expression. */
final class Scope {
    private final Variables variables;
    private final Set<String> read = new HashSet<>();
    private final List<Local> locals = new ArrayList<>();
    private final Deque<Element> elements = new ArrayDeque<>();

    private record Local(String name, Type type) {}

    /** What {@code #} stands for inside a predicate. */
    private record Element(Type type, boolean reducing) {}

    Scope(Variables variables) {
        this.variables = variables;
    }

    /** The variables that were read. */
    Set<String> read() {
        return read;
    }

    Type variable(Token name) throws ExpressionException {
        for (Local local : locals.reversed()) {
            if (local.name.equals(name.text())) {
                return local.type;
            }
        }
        Type type = variables.type(name.text()).orElse(null);
        if (type == null) {
            throw unknown(name);
        }
        read.add(name.text());
        return type;
    }

    private ExpressionException unknown(Token name) {
        if (Functions.known(name.text())) {
            return new ExpressionException(name.offset(),
                    name.text() + " is a function, expected " + name.text() + "(…)");
        }
        return new ExpressionException(name.offset(), "unknown name " + name.shown()
                + NearestName.hint(name.text(), variables.names()) + ", expected one of "
                + String.join(", ", variables.names()));
    }

    /** How many names {@code let} has made so far; {@link #forget} goes back to it. */
    int declared() {
        return locals.size();
    }

    void declare(Token name, Type type) throws ExpressionException {
        boolean taken = variables.type(name.text()).isPresent() || Functions.known(name.text())
                || locals.stream().anyMatch(local -> local.name.equals(name.text()));
        if (taken) {
            throw new ExpressionException(name.offset(), "let cannot give " + name.shown() + " a second meaning");
        }
        locals.add(new Local(name.text(), type));
    }

    void forget(int declared) {
        locals.subList(declared, locals.size()).clear();
    }

    void enter(Type element, boolean reducing) {
        elements.push(new Element(element, reducing));
    }

    void leave() {
        elements.pop();
    }

    boolean inPredicate() {
        return !elements.isEmpty();
    }

    /** The value of {@code #}, or of {@code #acc} and {@code #index} in {@code reduce}. */
    Type pointer(String name, int offset) throws ExpressionException {
        Element innermost = elements.element();
        if (name.isEmpty()) {
            return innermost.type;
        }
        if (innermost.reducing && (name.equals("acc") || name.equals("index"))) {
            return name.equals("acc") ? Type.ANY : Type.INT;
        }
        throw new ExpressionException(offset, "unknown #" + name + ", expected # for the element"
                + (innermost.reducing ? ", #acc or #index" : ""));
    }
}
