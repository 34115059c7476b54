package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.SortedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry demands of a rules document ({@code commands-enterprise.md} 14.3, 15.1), the same for commands and
 * blueprints: its frame, and expressions that compile. Names of members count in any letters, as daemons read them.
 */
public final class RulesDocument {
    /** Most bytes of a document: it travels in every join reply. */
    public static final int LARGEST = 256 * 1024;

    /** Most levels of nesting, so that no reader of the document needs a deep stack. */
    public static final int DEEPEST = 200;

    private RulesDocument() {}

    /** Sorts of faults. */
    public enum Kind {
        INVALID, UNSUPPORTED, LIMIT
    }

    /**
     * Why a document is refused.
     *
     * @param kind its sort
     * @param path where: names of members and indexes of elements; empty for the whole
     * @param text what is wrong, without the place
     * @param where the place in words, to stand before the text; empty for the whole
     */
    public record Fault(Kind kind, List<Object> path, String where, String text) {
        public Fault {
            path = List.copyOf(path);
        }

        private Fault(Kind kind, String text) {
            this(kind, List.of(), "", text);
        }

        /** Place and text. */
        public String whole() {
            return where.isEmpty() ? text : where + ": " + text;
        }
    }

    /** What is wrong with the size of the text, in bytes of UTF-8. */
    public static Optional<Fault> size(String text) {
        int size = Label.utf8Length(text);
        return size <= LARGEST
                ? Optional.empty()
                : Optional.of(new Fault(Kind.LIMIT, "too large (" + size + " bytes, at most " + LARGEST + ")"));
    }

    /**
     * What is wrong with the frame.
     *
     * @param needsRules whether the member {@code rules} must be there
     */
    public static Optional<Fault> frame(JsonObject document, boolean needsRules) {
        if (SortedJson.deeperThan(DEEPEST, document)) {
            return Optional.of(new Fault(Kind.LIMIT, "nested too deeply (at most " + DEEPEST + " levels)"));
        }
        Object version = member(document, "version");
        if (version != JsonObject.NULL && !(version instanceof Double number && number == Math.rint(number))) {
            return Optional.of(new Fault(Kind.INVALID, "invalid JSON: version must be an integer"));
        }
        long wanted = version instanceof Double number ? number.longValue() : 0;
        if (wanted != 1) {
            return Optional.of(new Fault(Kind.UNSUPPORTED, "unsupported version " + wanted + " (want 1)"));
        }
        return needsRules && member(document, "rules") == JsonObject.NULL
                ? Optional.of(new Fault(Kind.INVALID, "at least one rule is required"))
                : Optional.empty();
    }

    /** The expressions that do not compile, in the order of the document; its frame must have been checked. */
    public static List<Fault> expressions(JsonObject document) {
        List<Fault> faults = new ArrayList<>();
        if (member(document, "rules") instanceof List<?> rules) {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i) instanceof JsonObject rule) {
                    rule(rule, i, faults);
                }
            }
        }
        return faults;
    }

    private static void rule(JsonObject rule, int index, List<Fault> faults) {
        String name = member(rule, "name") instanceof String text && !text.isEmpty()
                ? Quoted.text(text.substring(0, text.offsetByCodePoints(0, Math.min(80, text.codePointCount(0,
                        text.length())))))
                : "number " + (index + 1);
        String event = member(rule, "on") instanceof String text ? text : "";
        List<Object> path = List.of("rules", index);
        conditions(rule, Variables.of(event), path, "rule " + name, faults);
        if (!(member(rule, "actions") instanceof List<?> actions)) {
            return;
        }
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof JsonObject action && "evict_where".equals(member(action, "type"))) {
                List<Object> inside = with(with(path, "actions"), i);
                String where = "rule " + name + ", action evict_where";
                conditions(action, Variables.EVICT_WHERE, inside, where, faults);
                if (member(action, "params") instanceof JsonObject parameters) {
                    conditions(parameters, Variables.EVICT_WHERE, with(inside, "params"), where, faults);
                }
            }
        }
    }

    /** Compiles every member that a daemon could read as {@code match}; which one it takes is its affair. */
    private static void conditions(JsonObject owner, Variables variables, List<Object> path, String where,
            List<Fault> faults) {
        for (Map.Entry<String, Object> member : owner.members().entrySet()) {
            if (member.getKey().equalsIgnoreCase("match") && member.getValue() instanceof String text
                    && !text.isEmpty()) {
                try {
                    Expression.condition(text, variables);
                } catch (ExpressionException wrong) {
                    faults.add(new Fault(Kind.INVALID, with(path, member.getKey()), where, wrong.getMessage()));
                }
            }
        }
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    /** A member, by its exact name or else in other letters; JSON null when there is none. */
    public static Object member(JsonObject object, String name) {
        return object.value(name)
                .or(() -> object.members().entrySet().stream()
                        .filter(member -> member.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue).findFirst())
                .orElse(JsonObject.NULL);
    }
}
