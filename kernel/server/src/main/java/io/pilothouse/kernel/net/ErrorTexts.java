package io.pilothouse.kernel.net;

import java.util.List;

/** What a JSON client is told of an error ({@code wire.md} 6.2). */
public enum ErrorTexts {
    /** The text as it is. */
    FULL,
    /** What R1 tells: texts that match none of its words become {@code request failed}. */
    R1;

    private static final String FILTERED = "request failed";
    private static final List<String> PASSED = List.of("rate limited", "enterprise feature", "expired", "already",
            "not a member", "cannot", "too many", "too long", "not found", "invalid", "required");

    /** The text for a client. */
    String of(String text) {
        return this == FULL || PASSED.stream().anyMatch(text::contains) ? text : FILTERED;
    }
}
