package io.pilothouse.spi.testkit;

import java.util.List;

/** Texts that break formats which are put together without escaping, and tokens that are none. */
public final class HostileTexts {
    /** Each has to arrive as it is. */
    public static final List<String> VALUES = List.of("a|b", "a=b", "back\\slash", "line\nbreak", "carriage\r\nreturn",
            "quote\"s", "'single'", "<b>&amp;</b>", "Übergrößenträger", "日本語", "emoji 🚢", "tab\there", "\u0001\u0007",
            "cs1=forged cs1Label=action", "CEF:0|Pilot|Registry|1.0|member.kicked|x|9|", "], [", "{\"a\":1}",
            "%s %n %x",
            "${jndi:ldap://127.0.0.1/x}", "\u2028\u2029", "ends with \\", "]]>", "x".repeat(8_000),
            " leading and trailing ",
            "\u202eright to left");

    /** None of them proves anything. */
    public static final List<String> TOKENS = List.of(" ", ".", "..", "...", "a.b.c", "null", "{}", "[]", "\"\"", "0",
            "\u0000", "\r\n", "e30.e30.", "e30.e30.e30", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.AAAA", "=".repeat(100), ".".repeat(10_000), "a".repeat(100_000),
            "🚢", "\ud83d", "../../etc/passwd", "' or 1=1 --", "<saml/>", "Bearer x", "%00", "a\tb");

    private HostileTexts() {}
}
