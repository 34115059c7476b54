package io.pilothouse.kernel.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting's value that names a secret instead of being one: {@code secret:file:registry-key}.
 *
 * @param provider type of the secrets provider
 * @param key what to ask it for
 */
public record SecretReference(String provider, String key) {
    private static final String PREFIX = "secret:";
    private static final Pattern FORM = Pattern.compile("secret:([a-z][a-z0-9_-]*):(\\S+)");

    /**
     * The reference that a value is; empty for a plain value.
     *
     * @param setting the setting's key, for the error
     * @throws IllegalArgumentException when the value begins as a reference and is none
     */
    public static Optional<SecretReference> of(String setting, String value) {
        if (!value.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("setting " + setting
                    + " begins with secret: but is no reference, expected secret:PROVIDER:KEY such as secret:file:"
                    + setting);
        }
        return Optional.of(new SecretReference(matcher.group(1), matcher.group(2)));
    }

    @Override
    public String toString() {
        return PREFIX + provider + ":" + key;
    }
}
