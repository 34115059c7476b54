package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;

/**
 * One decoded request.
 *
 * @param command what is asked
 * @param proof what came along to prove it
 * @param subject the number in the field {@code node_id} of any command, for the request counters of
 *     {@code commands-core.md} 1.6
 */
public record Request(Command command, Proof proof, NodeId subject) {}
