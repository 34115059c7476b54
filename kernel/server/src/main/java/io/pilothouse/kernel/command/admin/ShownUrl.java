package io.pilothouse.kernel.command.admin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address without what may be secret in it: user, password, query and fragment. */
public final class ShownUrl {
    private static final Pattern PARTS = Pattern
            .compile("(?s)([A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#@]*@)?([^?#]*)(?:[?#].*)?");

    private ShownUrl() {}

    /** What may be shown. */
    public static String of(String url) {
        Matcher parts = PARTS.matcher(url);
        return parts.matches() ? (parts.group(1) == null ? "" : parts.group(1)) + parts.group(2) : "";
    }
}
