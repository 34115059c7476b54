package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;

/** How the sending of events goes. Threads: any; answers come from memory. */
public interface Deliveries {
    /** The action that makes a sink offer its dead letters once more; its attribute {@code sink} says which. */
    String REPLAYED = "dead_letters.replayed";
    /** The action that makes a sink forget its dead letters. */
    String PURGED = "dead_letters.purged";

    /** Nothing is sent. */
    Deliveries NONE = new Deliveries() {
        @Override
        public Progress progress(Integration.Place place) {
            return Progress.NONE;
        }

        @Override
        public List<Undeliverable> deadLetters(Integration.Place place) {
            return List.of();
        }
    };

    /** What became of the events for a place. */
    Progress progress(Integration.Place place);

    /** The newest dead letters of a place, oldest of them first. */
    List<Undeliverable> deadLetters(Integration.Place place);

    /**
     * Numbers of events since the start of the registry or the configuration, whichever is later.
     *
     * @param delivered that arrived
     * @param failed that were given up and became dead letters
     * @param dropped that are lost
     * @param deadLetters that are kept at the moment
     * @param trouble why events wait, empty when they do not
     */
    record Progress(long delivered, long failed, long dropped, long deadLetters, String trouble) {
        /** Nothing was sent. */
        public static final Progress NONE = new Progress(0, 0, 0, 0, "");
    }

    /**
     * A dead letter.
     *
     * @param event number of the event
     * @param action what happened
     * @param timestamp when, RFC 3339 in seconds
     * @param data its attributes
     * @param reason why it was given up
     */
    record Undeliverable(long event, String action, String timestamp, JsonObject data, String reason) {}
}
