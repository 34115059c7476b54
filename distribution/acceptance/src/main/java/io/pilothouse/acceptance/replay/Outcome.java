package io.pilothouse.acceptance.replay;

/** What became of one recorded exchange. */
public enum Outcome {
    /** The reply is as recorded. */
    EQUAL,
    /** Sent, but the recording itself marks the reply as one that a better registry need not give. */
    R1_ONLY,
    /** Differs, and the list of improvements names it with its reason. */
    IMPROVED,
    /** Differs because a later milestone builds what answers it; the list of the postponed names it. */
    POSTPONED,
    /** Differs without a reason. */
    DEVIATES,
    /** Listed as an improvement, but it is as recorded: the list is out of date. */
    STALE,
    /** Not sent: needs a clock that the test sets, or a store of another kind. */
    SKIPPED
}
