package io.pilothouse.webhook.soar;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison.
 *
 * @param variable {@code row_count}, {@code status} or {@code elapsed_ms}
 * @param operator {@code > >= < <= ==}
 * @param number what it is compared with
 */
record Condition(String variable, String operator, BigDecimal number) {
    private static final Pattern FORM = Pattern.compile(
            "\\s*(row_count|status|elapsed_ms)\\s*(>=|<=|==|>|<)\\s*(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?)\\s*");

    /**
     * Reads {@code VARIABLE OPERATOR NUMBER}.
     *
     * @throws IllegalArgumentException tells what is right and what it is
     */
    static Condition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "condition must be row_count, status or elapsed_ms, then > >= < <= or ==,"
                            + " then a number, as in \"status >= 500\"; it is \"" + RuleList.shortened(text) + "\"");
        }
        return new Condition(matcher.group(1), matcher.group(2), new BigDecimal(matcher.group(3)));
    }

    boolean holds(Facts facts) {
        long value = switch (variable) {
            case "row_count" -> facts.rowCount();
            case "status" -> facts.status();
            default -> facts.elapsedMilliseconds();
        };
        int order = BigDecimal.valueOf(value).compareTo(number);
        return switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            default -> order == 0;
        };
    }
}
