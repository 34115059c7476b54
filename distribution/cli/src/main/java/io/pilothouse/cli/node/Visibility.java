package io.pilothouse.cli.node;

/** Who may resolve a node. */
enum Visibility {
    PUBLIC, PRIVATE
}
