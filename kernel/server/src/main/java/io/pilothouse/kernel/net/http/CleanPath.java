package io.pilothouse.kernel.net.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** The one spelling of a path that is answered; others are redirected to it ({@code http.md}, before section 1). */
final class CleanPath {
    private CleanPath() {}

    /** The path without repeated slashes and without the segments {@code .} and {@code ..}; a last slash stays. */
    static String of(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String last = "";
        for (String segment : path.split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", kept);
        return last.isEmpty() && !kept.isEmpty() ? joined + "/" : joined;
    }
}
