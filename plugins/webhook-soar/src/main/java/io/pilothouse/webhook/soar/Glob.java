package io.pilothouse.webhook.soar;

import java.util.regex.Pattern;

/**
 * A pattern of {@code fnmatch}: {@code *} any text, {@code ?} any character, {@code [abc]} one of them, {@code [!abc]} another.
 *
 * @param pattern for the whole text
 */
record Glob(Pattern pattern) {
    static Glob parse(String text) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            int close = text.charAt(at) == '[' ? text.indexOf(']', at + 2) : -1;
            if (close > 0) {
                pattern.append(oneOf(text.substring(at + 1, close)));
                at = close;
            } else {
                pattern.append(switch (text.charAt(at)) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(text.substring(at, at + 1));
                });
            }
        }
        return new Glob(Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }

    private static String oneOf(String characters) {
        boolean other = characters.startsWith("!");
        StringBuilder set = new StringBuilder(other ? "[^" : "[");
        characters.substring(other ? 1 : 0).chars().forEach(each -> {
            if (each != '-' && !Character.isLetterOrDigit(each)) {
                set.append('\\');
            }
            set.append((char) each);
        });
        return set.append(']').toString();
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
