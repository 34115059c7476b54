package io.pilothouse.acceptance.replay;

import java.util.List;
import java.util.regex.Pattern;

/** Texts that differ from run to run in a known part. */
final class Texts {
    private static final Pattern TIME = Pattern
            .compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern AGO = Pattern.compile("last_seen_ago=[0-9hms.]+");
    /** What follows these is Go's own wording. */
    private static final List<String> BEFORE_GO_WORDING = List.of("invalid JSON: ", "parse identity response: ",
            "json decode: ", "invalid cycle duration ", "invalid grace duration ", "json: ", "invalid character ",
            "crypto/rsa: ");

    private Texts() {}

    static boolean alike(String expected, String actual) {
        String wanted = masked(expected);
        String got = masked(actual);
        if (wanted.equals(got)) {
            return true;
        }
        for (String start : BEFORE_GO_WORDING) {
            int at = wanted.indexOf(start);
            if (at >= 0 && got.startsWith(wanted.substring(0, at + start.length()))) {
                return true;
            }
        }
        return false;
    }

    private static String masked(String text) {
        return AGO.matcher(TIME.matcher(text).replaceAll("<time>")).replaceAll("last_seen_ago=<time>");
    }
}
