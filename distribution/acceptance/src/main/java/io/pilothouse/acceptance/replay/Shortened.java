package io.pilothouse.acceptance.replay;

/** Long values in reports. */
final class Shortened {
    private static final int LIMIT = 400;

    private Shortened() {}

    static String text(String text) {
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "… (" + text.length() + " characters)";
    }
}
