package io.pilothouse.audit.elastic;

import io.pilothouse.sinks.Scheme;
import io.pilothouse.spi.StartupException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How the token goes along. */
enum Authorization {
    /** As Elasticsearch hands keys out: id and key together in base64. */
    APIKEY {
        @Override
        String value(String token) throws StartupException {
            return "ApiKey " + Scheme.visible("token", token);
        }
    },
    /** The token is {@code user:password}. */
    BASIC {
        @Override
        String value(String token) throws StartupException {
            if (token.indexOf(':') < 1) {
                throw new StartupException("setting token must be user:password, because authorization is basic");
            }
            return "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        }
    },
    /** For a proxy, or tokens of a service. */
    BEARER {
        @Override
        String value(String token) throws StartupException {
            return "Bearer " + Scheme.visible("token", token);
        }
    };

    abstract String value(String token) throws StartupException;

    /** The header; nothing without a token. */
    Optional<String> header(String token) throws StartupException {
        return token.isEmpty() ? Optional.empty() : Optional.of(value(token));
    }
}
