package io.pilothouse.kernel.net;

import io.pilothouse.kernel.commit.Outcome;

/** Is told what happens on the protocol port. Threads: event loops, so implementations only count. Failure: must not throw. */
public interface NetMetrics {
    /** Counts nothing. */
    NetMetrics NONE = new NetMetrics() {
    };

    /** A connection was let in. */
    default void opened() {}

    /** A connection was closed before it could say anything. */
    default void refused(Refused why) {}

    /** A connection that was let in is closed. */
    default void closed(Closing why) {}

    /** A connection showed what it speaks; one that uses TLS is told twice. */
    default void speaks(Speaks what) {}

    /** Bytes of the protocol, without TLS's own. */
    default void received(int bytes) {}

    /** Bytes of the protocol, without TLS's own. */
    default void sent(int bytes) {}

    /** A frame held no message. */
    default void malformed(Malformed what) {}

    /** A request was refused by a limit per operation and address. */
    default void limited(Operation operation) {}

    /**
     * A request was answered.
     *
     * @param command name of the command, or {@code unknown}: a bounded set
     * @param form how it came
     * @param nanoseconds from decoded to reply written
     * @param outcome what became of it
     */
    default void answered(String command, Form form, long nanoseconds, Outcome outcome) {}

    /** Why a connection was not let in. */
    enum Refused {
        /** Too many connections. */
        CONNECTIONS,
        /** Too many connections of one address. */
        CONNECTIONS_OF_ADDRESS,
        /** The port is closing. */
        CLOSING
    }

    /** Why a connection ended. */
    enum Closing {
        /** The client ended it. */
        CLIENT,
        /** It broke. */
        BROKEN,
        /** It sent no message in time. */
        IDLE,
        /** A frame was not complete in time. */
        PARTIAL_FRAME,
        /** It did not take its replies. */
        STALLED_REPLY,
        /** It sent what cannot be read. */
        MALFORMED,
        /** It asked too often. */
        RATE,
        /** There was no room for its unfinished frame. */
        NO_ROOM,
        /** It was told that it cannot go on: HTTP, unknown version, no replication. */
        DISMISSED,
        /** The port closed. */
        CLOSED,
        /** A defect of ours. */
        DEFECT
    }

    /** What a connection speaks. */
    enum Speaks {
        /** TLS, with one of the others inside. */
        TLS,
        /** JSON frames. */
        JSON,
        /** Binary frames. */
        BINARY,
        /** HTTP, which belongs to another port. */
        HTTP
    }

    /** How a request came. */
    enum Form {
        /** JSON frame. */
        JSON,
        /** Native binary frame. */
        NATIVE,
        /** JSON in a binary frame. */
        PASSTHROUGH
    }

    /** What was wrong with a frame. */
    enum Malformed {
        /** Longer than the cap. */
        TOO_LONG,
        /** No JSON object. */
        JSON,
        /** No binary request. */
        BINARY
    }
}
