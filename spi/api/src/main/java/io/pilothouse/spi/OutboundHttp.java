package io.pilothouse.spi;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The way out for HTTP, shared by all components. The kernel decides where it may lead: every address that a name resolves to
 * is checked, and a checked one is connected to, through the operator's proxy if there is one; a proxy that lets nobody through is no
 * connection. A redirect is an answer like any other and is not followed.
 */
public interface OutboundHttp {
    /**
     * Sends a request and reads the whole answer.
     *
     * <p>Threads: any that may block; an interrupt ends the exchange. Failure: {@link IOException} with a text for the operator,
     * {@link java.net.ConnectException} when there was no connection and so nothing was sent, {@link TooLong} when the answer has
     * a longer body than wanted. Nothing is tried again.
     */
    Response exchange(Request request) throws IOException, InterruptedException;

    /**
     * A request.
     *
     * @param method for example {@code POST}
     * @param uri absolute, {@code http} or {@code https}; user and password in it are sent as basic authorization
     * @param headers further headers; {@code Host}, {@code Content-Length}, {@code Connection} and {@code User-Agent} are made
     * @param body what is sent, possibly nothing
     * @param most longest accepted body of the answer in bytes
     * @param deadline time for all of it, from the resolution of the name to the last byte
     */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body, int most, Duration deadline) {
        public Request {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(uri, "uri");
            headers = Map.copyOf(headers);
            body = body.clone();
            if (most < 0 || !deadline.isPositive()) {
                throw new IllegalArgumentException("a request needs a deadline and a limit of at least 0 bytes");
            }
        }

        @Override
        public byte[] body() {
            return body.clone();
        }
    }

    /**
     * An answer.
     *
     * @param status for example 200
     * @param headers values by name; names are equal in any case
     * @param body the whole body
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        /** A day, in seconds. */
        private static final long LONGEST_WISH = 86_400;

        public Response {
            Map<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            folded.putAll(headers);
            headers = Collections.unmodifiableMap(folded);
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /**
         * How long the other side wants to be left alone: {@code Retry-After} (RFC 9110, 10.2.3) in seconds or as a date, at most a
         * day; nothing for a date that has passed. Anything else, also a negative number, is no wish.
         *
         * @param now for a date
         */
        public Optional<Duration> retryAfter(Instant now) {
            return header("Retry-After").flatMap(wish -> {
                try {
                    return Optional.of(Long.parseLong(wish.strip())).filter(seconds -> seconds >= 0)
                            .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_WISH)));
                } catch (NumberFormatException date) {
                    return until(wish, now);
                }
            });
        }

        private static Optional<Duration> until(String date, Instant now) {
            try {
                Instant then = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                return Optional.of(Duration.ofSeconds(
                        Math.clamp(Duration.between(now, then).toSeconds(), 0, LONGEST_WISH)));
            } catch (DateTimeParseException neither) {
                return Optional.empty();
            }
        }
    }

    /** The answer had a longer body than the request wanted. */
    final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        /** An answer with more than so many bytes. */
        public TooLong(int most) {
            super("the answer has more than " + most + " bytes");
        }
    }
}
