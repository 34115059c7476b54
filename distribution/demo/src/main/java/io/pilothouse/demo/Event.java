package io.pilothouse.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One audit event, as a receiver got it or as it stands in the trail.
 *
 * @param id its number, which grows by one
 * @param sequence number of its record in the trail
 * @param action what happened
 * @param actor who did it, empty for nobody that is known
 * @param data its attributes
 */
record Event(long id, long sequence, String action, String actor, JsonNode data) {
    private static final int LONGEST_ACTOR = 14;

    /** Number, action and actor, for people. */
    String told() {
        String who = actor.isEmpty()
                ? "nobody"
                : actor.length() > LONGEST_ACTOR ? actor.substring(0, LONGEST_ACTOR) + "…" : actor;
        return id + " " + action + " by " + who;
    }
}
