package io.pilothouse.kernel.commit;

import io.pilothouse.protocol.NodeId;

/**
 * A message whose type no command has.
 *
 * @param type what stands in its {@code type}
 * @param subject the number in its field {@code node_id}, which counts all the same ({@code commands-core.md} 1.6)
 */
public record UnknownMessage(String type, NodeId subject) {}
