package io.pilothouse.bench;

/** How frames look on a connection. */
enum Mode {
    JSON, BINARY
}
