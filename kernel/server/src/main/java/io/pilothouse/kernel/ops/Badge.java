package io.pilothouse.kernel.ops;

import java.util.Locale;

/**
 * A flat badge in two parts ({@code http.md} 5).
 *
 * @param label left part
 * @param value right part, a count
 * @param colour of the right part
 */
record Badge(String label, long value, String colour) {
    private static final String GREY = "#9f9f9f";

    /** A badge that is grey when it counts nothing. */
    static Badge greyWhenZero(String label, long value, String colour) {
        return new Badge(label, value, value == 0 ? GREY : colour);
    }

    String svg() {
        String text = shortened(value);
        int left = width(label);
        int right = width(text);
        int all = left + right;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s: %3$s">\
                <title>%2$s: %3$s</title>\
                <linearGradient id="s" x2="0" y2="100%%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/>\
                <stop offset="1" stop-opacity=".1"/></linearGradient>\
                <clipPath id="r"><rect width="%1$d" height="20" rx="3" fill="#fff"/></clipPath>\
                <g clip-path="url(#r)"><rect width="%4$d" height="20" fill="#555"/>\
                <rect x="%4$d" width="%5$d" height="20" fill="%6$s"/><rect width="%1$d" height="20" fill="url(#s)"/></g>\
                <g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">\
                <text x="%7$d" y="14">%2$s</text><text x="%8$d" y="14">%3$s</text></g></svg>"""
                .formatted(all, label, text, left, right, colour, left / 2, left + right / 2);
    }

    private static int width(String text) {
        return (int) (6.5 * text.length()) + 10;
    }

    /** Below 1000 plain, else one decimal and K, M or B. */
    static String shortened(long value) {
        if (value >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1fB", value / 1e9);
        }
        if (value >= 1_000_000) {
            return String.format(Locale.ROOT, "%.1fM", value / 1e6);
        }
        return value >= 1_000 ? String.format(Locale.ROOT, "%.1fK", value / 1e3) : Long.toString(value);
    }
}
