package io.pilothouse.kernel.replication;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a standby follows and how.
 *
 * @param host name or address; resolved anew for every connection
 * @param port its protocol port
 * @param token the replication token, or empty
 * @param pin SHA-256 of its certificate as 64 lower-case hex digits; without one the connection is in clear
 * @param longestMessage bytes of the longest message that is taken
 * @param pace how long things may take
 */
public record Primary(String host, int port, String token, Optional<String> pin, int longestMessage, Pace pace) {
    private static final Pattern PIN = Pattern.compile("[0-9a-f]{64}");
    private static final int LEAST = 1 << 20;

    public Primary {
        if (pin.isPresent() && !PIN.matcher(pin.get()).matches()) {
            throw new IllegalArgumentException("standby-tls-pin: " + pin.get()
                    + " is no fingerprint; it is the 64 lower-case hexadecimal digits that the primary prints as"
                    + " tls_fingerprint");
        }
        if (longestMessage < LEAST) {
            throw new IllegalArgumentException("standby-max-message: " + longestMessage + " is less than " + LEAST);
        }
    }

    /** {@code host:port}, for people. */
    public String name() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Tokens are secrets and stay out of logs. */
    @Override
    public String toString() {
        return "Primary[" + name() + "]";
    }

    /**
     * How long things may take.
     *
     * @param firstPause between the first two attempts; doubles from one to the next, give or take a half
     * @param longestPause the pause does not grow beyond this
     * @param connect for connecting
     * @param silence without any message, after which the primary counts as gone
     * @param keepAlive a byte is sent this often, because primaries of R1 drop who is silent for 60 seconds
     */
    public record Pace(Duration firstPause, Duration longestPause, Duration connect, Duration silence,
            Duration keepAlive) {
        /** The pace of {@code replication-and-storage.md} 5. */
        public static final Pace USUAL = new Pace(Duration.ofMillis(500), Duration.ofSeconds(15),
                Duration.ofSeconds(10), Duration.ofSeconds(45), Duration.ofSeconds(20));
    }
}
