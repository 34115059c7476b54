package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.List;

/**
 * Labels of a node in a network in which it has no {@link Membership}: it left and gets them back when it returns
 * ({@code commands-enterprise.md} 2.3), or the network is the backbone, which has no memberships.
 *
 * @param network the network
 * @param node the node
 * @param tags its labels, never empty while they are kept
 */
public record KeptTags(NetworkId network, NodeId node, List<String> tags) {
    public KeptTags {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
