package io.pilothouse.sinks;

import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.util.Optional;

/** The word before a token. */
public enum Scheme {
    /** As everybody does it. */
    BEARER("Bearer"),
    /** As R1 does it for every format. */
    SPLUNK("Splunk");

    private final String word;

    Scheme(String word) {
        this.word = word;
    }

    /** The setting {@code authorization}. */
    public static final Setting<Scheme> SETTING = Setting.of("authorization", Scheme.class, BEARER,
            "The word before the token: bearer, or splunk as R1 sends for every format.");

    /** The setting {@code token}. */
    public static final Setting<String> TOKEN = new Setting<>("token", String.class, Optional.of(""),
            "Token that is sent with every request.", true);

    /** The value of the header; nothing without a token. */
    public Optional<String> header(String token) throws StartupException {
        return token.isEmpty() ? Optional.empty() : Optional.of(word + " " + visible("token", token));
    }

    /**
     * A text that can stand in a header.
     *
     * @throws StartupException names the setting and does not repeat its value
     */
    public static String visible(String setting, String text) throws StartupException {
        if (text.chars().anyMatch(each -> each < ' ' || each > '~')) {
            throw new StartupException("setting " + setting
                    + " must consist of visible ASCII characters, because it is sent in a header");
        }
        return text;
    }
}
