package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NodeId;

/**
 * An answer that waits to be polled by who asked.
 *
 * @param from who answers
 * @param accept the answer
 * @param time when, milliseconds since 1970 UTC
 */
public record HandshakeResponse(NodeId from, boolean accept, long time) {}
