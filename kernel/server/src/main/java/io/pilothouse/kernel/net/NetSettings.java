package io.pilothouse.kernel.net;

import io.pilothouse.protocol.wire.Frames;
import java.time.Duration;

/**
 * Settings of the protocol port. {@link #defaults} holds the default of each.
 *
 * @param host address to listen on; empty means all addresses
 * @param port TCP port; 0 takes a free one
 * @param eventLoops threads that serve connections; 0 takes one for each processor
 * @param encryption whether TLS is offered or required
 * @param tls12 whether TLS 1.2 is accepted beside TLS 1.3, which clients of generation R1 may need
 * @param httpHint where HTTP is to be found, told to browsers that come to this port; empty tells nothing
 * @param errorTexts whether error texts are filtered as R1 does
 * @param frames how long messages may be and how much of unfinished ones is kept
 * @param deadlines how long a connection may take
 * @param limits who may connect and how often
 */
public record NetSettings(String host, int port, int eventLoops, Encryption encryption, boolean tls12, String httpHint,
        ErrorTexts errorTexts, Frame frames, Deadlines deadlines, Limits limits) {
    private static final int HIGHEST_PORT = 65_535;

    public NetSettings {
        require(port >= 0 && port <= HIGHEST_PORT, "port is 0 to 65535, not " + port);
        require(eventLoops >= 0, "event loops are 0 (one for each processor) or more, not " + eventLoops);
    }

    /** What a registry does when nothing is set. */
    public static NetSettings defaults(String host, int port) {
        return new NetSettings(host, port, 0, Encryption.OFFERED, true, "", ErrorTexts.FULL, Frame.DEFAULT,
                Deadlines.DEFAULT, Limits.DEFAULT);
    }

    private static void require(boolean holds, String text) {
        if (!holds) {
            throw new IllegalArgumentException(text);
        }
    }

    /**
     * Bounds of messages, in bytes.
     *
     * @param requestCap longest request; R0 65,536, R1 4 MiB, R2 64 MiB ({@code wire.md} 3)
     * @param replyCap longest reply with a JSON body; R1 clients take a longer one for a broken connection
     * @param strangers how much of unfinished frames is kept for all connections together that have not sent one valid
     *     frame yet; the first 2 KiB of each connection do not count, so that newcomers with a usual request get in
     * @param unfinished the same for all other connections
     */
    public record Frame(int requestCap, int replyCap, long strangers, long unfinished) {
        static final Frame DEFAULT = new Frame(Frames.CAP_R1, Frames.CAP_R1, 64L << 20, 256L << 20);
        private static final int LEAST = 1024;

        public Frame {
            require(requestCap >= LEAST && requestCap <= Frames.CAP_R2,
                    "the longest request is 1024 to 67108864 bytes, not " + requestCap);
            require(replyCap >= LEAST && replyCap <= Frames.CAP_R2,
                    "the longest reply is 1024 to 67108864 bytes, not " + replyCap);
            require(strangers >= requestCap, "the budget of new connections must hold one request of the longest kind");
            require(unfinished >= requestCap,
                    "the budget of unfinished frames must hold one request of the longest kind");
        }
    }

    /**
     * How long a connection may take before it is closed.
     *
     * @param idle for the next message to be complete, counted from the last reply ({@code wire.md} 2)
     * @param partialFrame for a frame to be complete once it has begun; one second more for each 16 KiB that came. Also
     *     for the TLS handshake
     * @param stalledReply for a client that has not taken one byte of its waiting replies; a slow reader is not cut
     * @param drain for requests in flight when the port closes
     */
    public record Deadlines(Duration idle, Duration partialFrame, Duration stalledReply, Duration drain) {
        static final Deadlines DEFAULT = new Deadlines(Duration.ofMinutes(5), Duration.ofSeconds(60),
                Duration.ofSeconds(30), Duration.ofSeconds(3));

        public Deadlines {
            require(idle.isPositive() && partialFrame.isPositive() && stalledReply.isPositive() && drain.isPositive(),
                    "deadlines are longer than nothing");
        }

        Duration shortest() {
            Duration shortest = idle.compareTo(partialFrame) < 0 ? idle : partialFrame;
            return shortest.compareTo(stalledReply) < 0 ? shortest : stalledReply;
        }
    }

    /**
     * Who may connect and how often. 0 switches a limit off.
     *
     * @param connections open connections; more are closed at once. R1 also lets in only 1000 per second in its first
     *     minute; event loops need no such pacing
     * @param connectionsPerAddress the same per source address; off, because whole fleets stand behind one NAT address
     *     ({@code wire.md} 9)
     * @param slowAbove requests per second over the life of a connection above which each waits 10 ms; R1 100. Off, because
     *     a busy connection is to be served
     * @param closeAbove the same above which the connection is closed; R1 500. Off for the same reason
     * @param perOperation whether R0's limits per minute, operation and source address hold ({@code wire.md} 9); off
     *     because of NAT
     */
    public record Limits(int connections, int connectionsPerAddress, int slowAbove, int closeAbove,
            boolean perOperation) {
        static final Limits DEFAULT = new Limits(1_100_000, 0, 0, 0, false);

        public Limits {
            require(connections > 0, "a registry needs at least one connection");
            require(connectionsPerAddress >= 0 && slowAbove >= 0 && closeAbove >= 0, "limits are not negative");
        }
    }
}
