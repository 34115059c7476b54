package io.pilothouse.kernel.net;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.SubscribeReplication;
import java.time.Duration;

/** Decides on {@code subscribe_replication} ({@code replication-and-storage.md} 5.1). */
@FunctionalInterface
public interface Subscriptions {
    /** Whether a connection becomes a stream of snapshots. Threads: event loops, so it never waits. */
    Answer answer(SubscribeReplication request, Source source);

    /** What becomes of the connection. */
    sealed interface Answer {
        /** It is told this text and closed. */
        record Refused(Refusal.Code code, String text) implements Answer {}

        /** It becomes a stream. */
        record Accepted(Subscriber subscriber) implements Answer {}
    }

    /** Feeds one stream. Threads: the event loop of the connection. Order: opened, received any number of times, closed. */
    interface Subscriber {
        /** The stream is open. */
        void opened(Stream stream);

        /** The standby sent bytes; R1 standbys never do, others keep the connection alive with any byte. */
        default void received(byte[] octets) {}

        /** The stream is closed, from either side. */
        void closed();
    }

    /** One stream to a standby. Threads: any. */
    interface Stream {
        /** Sends one JSON message as a frame; the client's cap does not hold here. */
        void send(byte[] message);

        /** Does something again and again on the event loop of the connection, until the stream is closed. */
        void every(Duration period, Runnable task);

        /** Bytes sent that the connection has not taken yet. A standby that takes nothing is closed like any client. */
        long unsent();

        /** Ends the stream. */
        void close();
    }
}
