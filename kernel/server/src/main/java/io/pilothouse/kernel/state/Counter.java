package io.pilothouse.kernel.state;

/** Numbers that the state keeps as it changes, so that nobody has to count a million nodes. */
enum Counter {
    NEXT_NODE, NEXT_NETWORK, NEXT_ORDER, LIVE_NODES, TASK_EXECUTORS, TRUST_PAIRS, PENDING_INVITES
}
