package io.pilothouse.acceptance.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A data file of this package: tab separated lines {@code capture scenario step reason}, each a case in which Pilothouse
 * answers otherwise than recorded on purpose. Lines that begin with {@code #} are remarks.
 */
public final class Improvements {
    private final Map<String, String> reasons;

    private Improvements(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** Reads a file of this package; fails on a line that is not understood. */
    public static Improvements load(String file) {
        try (InputStream in = Improvements.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not beside " + Improvements.class.getName());
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Improvements parse(String text, String file) {
        Map<String, String> reasons = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\t", -1);
            int last = parts.length - 1;
            if (last != 3 && last != 1 || parts[last].isBlank()) {
                throw new IllegalStateException(file + ":" + number
                        + ": expected \"capture<tab>scenario<tab>step<tab>reason\" or \"field<tab>reason\", got: "
                        + line);
            }
            String key = line.substring(0, line.lastIndexOf('\t'));
            if (reasons.putIfAbsent(key, parts[last]) != null) {
                throw new IllegalStateException(file + ":" + number + ": listed twice: " + key);
            }
        }
        return new Improvements(reasons);
    }

    /** Why this exchange may differ. */
    public Optional<String> reason(String capture, String scenario, int step) {
        return Optional.ofNullable(reasons.get(key(capture, scenario, step)));
    }

    /** Why this field may be there. */
    public Optional<String> reason(String field) {
        return Optional.ofNullable(reasons.get(field));
    }

    static String key(String capture, String scenario, int step) {
        return capture + "\t" + scenario + "\t" + step;
    }
}
