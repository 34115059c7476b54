package io.pilothouse.bench;

import java.util.Locale;

/**
 * One line of results.
 *
 * @param cpuMicros server CPU per operation, or NaN without {@code --pid}
 * @param residentMegabytes of the server at the end, or NaN
 */
record Measurement(Operation operation, Load.Shape shape, Load.Result result, double cpuMicros,
        double residentMegabytes) {

    /** For people: one line. */
    String line() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%-16s %-6s %4d x %-2d %9.0f ops/s  p50 %8.0f us  p99 %8.0f us  p99.9 %8.0f us", operation.label(),
                shape.mode(), shape.connections(), shape.depth(), result.perSecond(), result.micros(50),
                result.micros(99), result.micros(99.9)));
        if (!Double.isNaN(cpuMicros)) {
            text.append(String.format(Locale.ROOT, "  server CPU %7.1f us/op  resident %6.0f MB", cpuMicros,
                    residentMegabytes));
        }
        if (result.errors() > 0) {
            text.append(String.format(Locale.ROOT, "  %d ERRORS, first: %s", result.errors(), result.firstError()));
        }
        return text.toString();
    }
}
