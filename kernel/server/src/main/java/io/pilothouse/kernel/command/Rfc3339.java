package io.pilothouse.kernel.command;

import io.pilothouse.protocol.Quoted;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Reads times that clients write, with R1's words for what is wrong ({@code commands-enterprise.md} 5.1). Threads: one. */
public final class Rfc3339 {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private final String text;
    private int at;

    private Rfc3339(String text) {
        this.text = text;
    }

    /**
     * Reads a time; fractions of a second are dropped.
     *
     * @throws IllegalArgumentException {@code parsing time "soon" as "2006-01-02T15:04:05Z07:00": cannot parse …}
     */
    public static OffsetDateTime parse(String text) {
        return new Rfc3339(text).read();
    }

    /** The usual spelling with the offset of the time itself, whole seconds. */
    public static String text(OffsetDateTime time) {
        return SECONDS.format(time);
    }

    private OffsetDateTime read() {
        int year = number("2006", 4);
        literal("-");
        int month = number("01", 2);
        literal("-");
        int day = number("02", 2);
        literal("T");
        int hour = number("15", 2);
        literal(":");
        int minute = number("04", 2);
        literal(":");
        int second = number("05", 2);
        fraction();
        ZoneOffset offset = offset();
        if (at < text.length()) {
            throw new IllegalArgumentException(
                    "parsing time " + Quoted.text(text) + ": extra text: " + Quoted.text(text.substring(at)));
        }
        try {
            return OffsetDateTime.of(year, month, day, hour, minute, second, 0, offset);
        } catch (DateTimeException impossible) {
            String part = month < 1 || month > 12
                    ? "month"
                    : hour > 23 ? "hour" : minute > 59 ? "minute" : second > 59 ? "second" : "day";
            throw new IllegalArgumentException("parsing time " + Quoted.text(text) + ": " + part + " out of range",
                    impossible);
        }
    }

    private int number(String element, int digits) {
        if (text.length() - at < digits) {
            throw unreadable(element);
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw unreadable(element);
            }
            value = value * 10 + digit;
        }
        at += digits;
        return value;
    }

    private void literal(String element) {
        if (!text.startsWith(element, at)) {
            throw unreadable(element);
        }
        at += element.length();
    }

    private void fraction() {
        if (at + 1 < text.length() && text.charAt(at) == '.' && Character.isDigit(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
        }
    }

    private ZoneOffset offset() {
        String element = "Z07:00";
        if (text.startsWith("Z", at)) {
            at++;
            return ZoneOffset.UTC;
        }
        int from = at;
        int sign = text.startsWith("+", at) ? 1 : text.startsWith("-", at) ? -1 : 0;
        if (sign == 0 || text.length() - at < 6 || text.charAt(at + 3) != ':') {
            throw unreadable(element);
        }
        try {
            at++;
            int hours = number(element, 2);
            at++;
            int minutes = number(element, 2);
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        } catch (DateTimeException | IllegalArgumentException wrong) {
            at = from;
            throw unreadable(element);
        }
    }

    private IllegalArgumentException unreadable(String element) {
        return new IllegalArgumentException(
                "parsing time " + Quoted.text(text) + " as \"2006-01-02T15:04:05Z07:00\": cannot parse "
                        + Quoted.text(text.substring(Math.min(at, text.length()))) + " as " + Quoted.text(element));
    }
}
