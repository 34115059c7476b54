package io.pilothouse.launcher.logging;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/**
 * Writes values as JSON. By hand, so that the log needs nothing that could fail or be slow to load.
 */
final class JsonText {
    private JsonText() {}

    /** Numbers and booleans keep their type, lists and maps are walked, everything else is its text. */
    static void value(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag.booleanValue());
            case Double number when !Double.isFinite(number) -> string(number.toString(), out);
            case Float number when !Float.isFinite(number) -> string(number.toString(), out);
            case Number number -> number(number, out);
            case Collection<?> elements -> list(elements, out);
            case Map<?, ?> map -> object(map, out);
            default -> {
                if (value.getClass().isArray()) {
                    array(value, out);
                } else {
                    string(value.toString(), out);
                }
            }
        }
    }

    private static void number(Number number, StringBuilder out) {
        // A Number of a stranger's making may print as anything.
        if (number.getClass().getPackageName().startsWith("java.")) {
            out.append(number);
        } else {
            string(number.toString(), out);
        }
    }

    private static void list(Collection<?> elements, StringBuilder out) {
        String separator = "[";
        for (Object element : elements) {
            out.append(separator);
            value(element, out);
            separator = ",";
        }
        out.append("[".equals(separator) ? "[]" : "]");
    }

    private static void array(Object array, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) {
                out.append(',');
            }
            value(Array.get(array, i), out);
        }
        out.append(']');
    }

    private static void object(Map<?, ?> map, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            string(String.valueOf(entry.getKey()), out);
            out.append(':');
            value(entry.getValue(), out);
            separator = ",";
        }
        out.append("{".equals(separator) ? "{}" : "}");
    }

    static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(text, i, c, out);
            }
        }
        out.append('"');
    }

    private static void character(String text, int at, char c, StringBuilder out) {
        if (c < ' ' || c == '\u2028' || c == '\u2029') {
            out.append("\\u%04x".formatted((int) c));
        } else if (Character.isSurrogate(c) && !isPaired(text, at, c)) {
            out.append('\ufffd');
        } else {
            out.append(c);
        }
    }

    private static boolean isPaired(String text, int at, char c) {
        return Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
