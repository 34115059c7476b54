package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.Quoted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks the syntax of regular expressions as RE2 has it: matching takes linear time, so there is neither look-around nor a
 * back reference. Nothing is compiled and nothing recurses, so a hostile one costs its length.
 */
final class RegularExpression {
    private static final int MOST_REPEATS = 1_000;
    private static final int DEEPEST = 200;

    private final String text;
    private final Deque<Group> around = new ArrayDeque<>();
    private final Set<String> names = new HashSet<>();
    private Group group = new Group();
    private int at;

    /** An open group. */
    private static final class Group {
        /** Whether there is something that a star could repeat. */
        private boolean repeatable;
        /** Whether the last thing was a star or the like. */
        private boolean repeated;
        /** How often the last part is copied when counts in counts are written out; and most of all parts. */
        private long copies = 1;
        private long mostCopies = 1;

        void part(long inner) {
            repeatable = true;
            repeated = false;
            copies = inner;
            mostCopies = Math.max(mostCopies, inner);
        }
    }

    private RegularExpression(String text) {
        this.text = text;
    }

    /**
     * Checks one.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static void check(String text) {
        new RegularExpression(text).whole();
    }

    private void whole() {
        while (at < text.length()) {
            char symbol = text.charAt(at);
            switch (symbol) {
                case '(' -> open();
                case ')' -> close();
                case '|' -> {
                    at++;
                    group.repeatable = false;
                    group.repeated = false;
                }
                case '[' -> {
                    at = new RegularClass(text, at).end();
                    group.part(1);
                }
                case '*', '+', '?' -> repeat(at, at + 1, 1);
                case '{' -> braces();
                case '\\' -> {
                    at = RegularEscape.end(text, at);
                    group.part(1);
                }
                default -> {
                    at += Character.charCount(text.codePointAt(at));
                    group.part(1);
                }
            }
        }
        if (!around.isEmpty()) {
            throw new IllegalArgumentException("a group has no end, expected )");
        }
    }

    private void open() {
        if (text.startsWith("(?", at) && special()) {
            return;
        }
        if (around.size() == DEEPEST) {
            throw new IllegalArgumentException("nested too deeply (at most " + DEEPEST + " levels)");
        }
        around.push(group);
        group = new Group();
        at++;
    }

    /** What begins with a question mark; moves to the last sign before the group. True if there is no group to open. */
    private boolean special() {
        int after = at + 2;
        if (text.startsWith("=", after) || text.startsWith("!", after) || text.startsWith("<=", after)
                || text.startsWith("<!", after)) {
            throw new IllegalArgumentException("look-around " + Quoted.text(text.substring(at, after + 1))
                    + " is not available, expected an expression that matches in linear time");
        }
        if (text.startsWith("P<", after) || text.startsWith("<", after)) {
            name(text.indexOf('<', after) + 1);
            return false;
        }
        return flags(after);
    }

    private void name(int start) {
        int end = text.indexOf('>', start);
        String name = end < 0 ? "" : text.substring(start, end);
        if (!name.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("wrong name of a group, expected (?P<name>…)");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("two groups are named " + name);
        }
        at = end;
    }

    private boolean flags(int start) {
        boolean minus = false;
        boolean flag = false;
        for (int i = start; i < text.length(); i++) {
            char symbol = text.charAt(i);
            if (symbol == '-' && !minus) {
                minus = true;
                flag = false;
            } else if ("imsU".indexOf(symbol) >= 0) {
                flag = true;
            } else if ((symbol == ':' || symbol == ')') && (flag || !minus)) {
                at = symbol == ')' ? i + 1 : i;
                return symbol == ')';
            } else {
                break;
            }
        }
        throw new IllegalArgumentException("unknown group " + Quoted.text(text.substring(at, Math.min(start + 1,
                text.length()))) + ", expected (…), (?:…), (?P<name>…) or flags of i, m, s and U");
    }

    private void close() {
        if (around.isEmpty()) {
            throw new IllegalArgumentException("unexpected )");
        }
        long inner = group.mostCopies;
        group = around.pop();
        group.part(inner);
        at++;
    }

    /** A count in braces; braces that hold none are letters. */
    private void braces() {
        int end = text.indexOf('}', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("[0-9]+(,[0-9]*)?")) {
            at++;
            group.part(1);
            return;
        }
        int comma = inside.indexOf(',');
        int least = count(comma < 0 ? inside : inside.substring(0, comma));
        boolean endless = comma == inside.length() - 1;
        int most = comma < 0 || endless ? least : count(inside.substring(comma + 1));
        if (least > most || most > MOST_REPEATS) {
            throw new IllegalArgumentException(
                    "wrong count {" + inside + "}, expected at most " + MOST_REPEATS + ", the smaller one first");
        }
        repeat(at, end + 1, Math.max(1, most));
    }

    private static int count(String digits) {
        return digits.length() > 4 ? MOST_REPEATS + 1 : Integer.parseInt(digits);
    }

    private void repeat(int start, int end, int copies) {
        String sign = text.substring(start, end);
        if (!group.repeatable) {
            throw new IllegalArgumentException("nothing stands before " + sign);
        }
        if (group.repeated) {
            throw new IllegalArgumentException(sign + " stands behind another repetition, expected (?:…) around that");
        }
        group.copies *= copies;
        if (group.copies > MOST_REPEATS) {
            throw new IllegalArgumentException("counts within counts make more than " + MOST_REPEATS + " copies");
        }
        group.mostCopies = Math.max(group.mostCopies, group.copies);
        group.repeated = true;
        at = text.startsWith("?", end) ? end + 1 : end;
    }
}
