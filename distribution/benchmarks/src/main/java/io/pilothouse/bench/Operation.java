package io.pilothouse.bench;

import java.util.Locale;

/** What can be measured. */
enum Operation {
    LOOKUP(true), RESOLVE(true), RESOLVE_FIRST(true), HEARTBEAT(true), POLL_INVITES(false), POLL_HANDSHAKES(
            false), SET_HOSTNAME(false), SET_TAGS(false), REGISTER(false), LIST_NODES(false), IDLE(false);

    private final boolean binary;

    Operation(boolean binary) {
        this.binary = binary;
    }

    /** Whether the binary mode has a form of its own for it. */
    boolean hasBinaryForm() {
        return binary;
    }

    /** As it is written on the command line and in tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Operation of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
