package io.pilothouse.audit.otlp;

import io.pilothouse.spi.StartupException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings in the form of {@code OTEL_RESOURCE_ATTRIBUTES}: {@code name=value,name=value}, values percent-encoded. */
final class Pairs {
    private Pairs() {}

    /**
     * Takes a text apart.
     *
     * @param setting its name, for the refusal, which does not repeat the text: it may be a secret
     */
    static Map<String, String> parse(String setting, String text) throws StartupException {
        Map<String, String> pairs = new LinkedHashMap<>();
        int number = 0;
        for (String pair : text.split(",", -1)) {
            number++;
            int equals = pair.indexOf('=');
            if (pair.isBlank() && text.isBlank()) {
                continue;
            }
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            if (!name.matches("[!#$%&'*+./0-9A-Z^_`a-z|~-]{1,255}")) {
                throw new StartupException("setting " + setting + ": pair " + number
                        + " must be name=value; a comma within a value is written %2C");
            }
            String value = pair.substring(equals + 1).strip();
            try {
                // A plus sign is one: this is no form of the web.
                pairs.put(name, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                throw new StartupException("setting " + setting + ": the value of pair " + number
                        + " has a % without two hexadecimal digits after it", malformed);
            }
        }
        return pairs;
    }
}
