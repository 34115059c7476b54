package io.pilothouse.protocol;

import java.time.Duration;
import java.util.Map;

/**
 * A span of time as the protocol spells it, for example {@code 1h30m} ({@code commands-core.md}, managed networks): an
 * optional sign, then one or more decimal numbers with a unit each; plain {@code 0} is fine.
 *
 * @param nanos the span in nanoseconds
 */
public record GoDuration(long nanos) implements Comparable<GoDuration> {
    private static final Map<String, Long> UNITS = Map.of("ns", 1L, "us", 1_000L, "\u00B5s", 1_000L, "\u03BCs", 1_000L,
            "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final long SECOND = 1_000_000_000;
    /** Magnitude of the smallest span; as a number it is negative. */
    private static final long LARGEST = Long.MIN_VALUE;

    /**
     * Reads a span.
     *
     * @throws IllegalArgumentException with the text that R1 appends to {@code invalid cycle duration}
     */
    public static GoDuration parse(String text) {
        String body = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (body.equals("0")) {
            return new GoDuration(0);
        }
        if (body.isEmpty()) {
            throw invalid("invalid duration", text);
        }
        long magnitude = 0;
        int at = 0;
        while (at < body.length()) {
            int point = digitsEnd(body, at);
            int end = point < body.length() && body.charAt(point) == '.' ? digitsEnd(body, point + 1) : point;
            if (end - at < (end > point ? 2 : 1)) {
                throw invalid("invalid duration", text);
            }
            int unitEnd = unitEnd(body, end);
            if (unitEnd == end) {
                throw invalid("missing unit in duration", text);
            }
            String unit = body.substring(end, unitEnd);
            Long scale = UNITS.get(unit);
            if (scale == null) {
                throw invalid("unknown unit " + Quoted.text(unit) + " in duration", text);
            }
            long part = whole(body.substring(at, point), scale, text);
            if (end > point + 1) {
                part += fraction(body.substring(point + 1, end), scale);
            }
            // In this order the sum cannot pass 2^64 unnoticed.
            if (beyond(part) || Long.compareUnsigned(magnitude, LARGEST - part) > 0) {
                throw invalid("invalid duration", text);
            }
            magnitude += part;
            at = unitEnd;
        }
        if (text.startsWith("-")) {
            return new GoDuration(-magnitude);
        }
        if (magnitude < 0) {
            throw invalid("invalid duration", text);
        }
        return new GoDuration(magnitude);
    }

    /** The same span; what does not fit into 64 bits of nanoseconds becomes the longest that does. */
    public static GoDuration of(Duration duration) {
        try {
            return new GoDuration(duration.toNanos());
        } catch (ArithmeticException tooLong) {
            return new GoDuration(duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    /** The span as the library knows it. */
    public Duration toDuration() {
        return Duration.ofNanos(nanos);
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int unitEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '.' && (text.charAt(at) < '0' || text.charAt(at) > '9')) {
            at++;
        }
        return at;
    }

    /** Digits times a unit, at most 2^63 read as unsigned. */
    private static long whole(String digits, long unit, String text) {
        try {
            long number = digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits);
            if (Long.compareUnsigned(number, Long.divideUnsigned(LARGEST, unit)) > 0) {
                throw invalid("invalid duration", text);
            }
            return number * unit;
        } catch (NumberFormatException tooManyDigits) {
            throw invalid("invalid duration", text);
        }
    }

    /** Digits behind the point; those that no longer fit into 63 bits do not count. In doubles, as R1 does it. */
    private static long fraction(String digits, long unit) {
        long number = 0;
        double scale = 1;
        for (int i = 0; i < digits.length() && number <= (Long.MAX_VALUE - 9) / 10; i++) {
            number = number * 10 + (digits.charAt(i) - '0');
            scale *= 10;
        }
        return (long) (number * (unit / scale));
    }

    private static boolean beyond(long magnitude) {
        return Long.compareUnsigned(magnitude, LARGEST) > 0;
    }

    private static IllegalArgumentException invalid(String what, String text) {
        return new IllegalArgumentException("time: " + what + " " + Quoted.text(text));
    }

    @Override
    public int compareTo(GoDuration other) {
        return Long.compare(nanos, other.nanos);
    }

    /** The usual spelling: {@code 1h30m0s}, {@code 5m12.3s}, {@code 1.5ms}, {@code 0s}. */
    @Override
    public String toString() {
        if (nanos == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(24).append(nanos < 0 ? "-" : "");
        // The smallest number has no positive counterpart; unsigned division reads it right.
        long rest = Math.abs(nanos);
        if (rest > 0 && rest < SECOND) {
            long unit = rest < 1_000 ? 1 : rest < 1_000_000 ? 1_000 : 1_000_000;
            decimal(text, rest, unit);
            return text.append(unit == 1 ? "ns" : unit == 1_000 ? "\u00B5s" : "ms").toString();
        }
        long minutes = Long.divideUnsigned(rest, 60 * SECOND);
        if (minutes >= 60) {
            text.append(minutes / 60).append('h');
        }
        if (minutes > 0) {
            text.append(minutes % 60).append('m');
        }
        decimal(text, Long.remainderUnsigned(rest, 60 * SECOND), SECOND);
        return text.append('s').toString();
    }

    private static void decimal(StringBuilder text, long value, long unit) {
        text.append(value / unit);
        long part = value % unit;
        if (part > 0) {
            // A leading one keeps the zeros behind the point.
            String digits = Long.toString(unit + part).substring(1);
            text.append('.').append(digits.replaceAll("0+$", ""));
        }
    }
}
