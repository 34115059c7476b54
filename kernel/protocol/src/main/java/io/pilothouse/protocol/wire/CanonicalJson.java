package io.pilothouse.protocol.wire;

import io.pilothouse.protocol.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Canonicalization Scheme (RFC 8785): one text for one value, so that a signature can cover it. Members are
 * sorted by UTF-16 code units, numbers are printed as ECMAScript prints them.
 */
public final class CanonicalJson {
    /** How deep objects and arrays may be nested; no command needs more than a few levels. */
    public static final int DEEPEST = 64;

    private CanonicalJson() {}

    /**
     * The canonical bytes of a decoded value.
     *
     * @throws IllegalArgumentException if it is nested deeper than {@link #DEEPEST}
     */
    public static byte[] bytes(Object value) {
        StringBuilder text = new StringBuilder(256);
        append(text, value, DEEPEST);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, Object value, int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
        }
        switch (value) {
            case JsonObject object -> {
                char separator = '{';
                for (Map.Entry<String, Object> member : new TreeMap<>(object.members()).entrySet()) {
                    text.append(separator);
                    string(text, member.getKey());
                    text.append(':');
                    append(text, member.getValue(), levels - 1);
                    separator = ',';
                }
                text.append(separator == '{' ? "{}" : "}");
            }
            case Collection<?> list -> {
                char separator = '[';
                for (Object element : list) {
                    text.append(separator);
                    append(text, element, levels - 1);
                    separator = ',';
                }
                text.append(separator == '[' ? "[]" : "]");
            }
            case String string -> string(text, string);
            case Number number -> text.append(number(number.doubleValue()));
            case Boolean flag -> text.append(flag);
            default -> text.append("null");
        }
    }

    /** A number as ECMAScript's Number::toString prints it (RFC 8785, 3.2.2.3). */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal decimal = shortest(Math.abs(value));
        String digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        if (point > 21 || point < -5) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            int exponent = point - 1;
            return text.append('e').append(exponent < 0 ? "" : "+").append(exponent).toString();
        }
        if (point <= 0) {
            return text.append("0.").append("0".repeat(-point)).append(digits).toString();
        }
        if (digits.length() <= point) {
            return text.append(digits).append("0".repeat(point - digits.length())).toString();
        }
        return text.append(digits, 0, point).append('.').append(digits, point, digits.length()).toString();
    }

    /** The shortest decimal that rounds to the value. */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (value < Double.MIN_NORMAL) {
            // Java never prints fewer than two digits; only down here one may be enough where two are no round number.
            BigDecimal shorter = decimal.round(new MathContext(1));
            return shorter.doubleValue() == value ? shorter.stripTrailingZeros() : decimal;
        }
        return decimal;
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char symbol = value.charAt(i);
            switch (symbol) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (symbol < ' ') {
                        text.append(String.format("\\u%04x", (int) symbol));
                    } else {
                        text.append(symbol);
                    }
                }
            }
        }
        text.append('"');
    }
}
