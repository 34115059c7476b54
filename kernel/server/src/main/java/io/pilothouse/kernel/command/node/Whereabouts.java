package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.List;

/**
 * What others are told of where a node is. A node that is reached through a beacon only shows the beacon's address, or none
 * while no beacon is known, and nothing of its own ({@code commands-core.md}, register, relay_only).
 *
 * @param realAddress host and port, or empty
 * @param endpoints extra transports
 * @param localAddresses addresses in its local network
 */
record Whereabouts(String realAddress, List<TransportEndpoint> endpoints, List<String> localAddresses) {
    static Whereabouts of(Node node, BeaconTable beacons, long now) {
        return node.relayOnly()
                ? new Whereabouts(beacons.first(now).map(BeaconTable.Beacon::address).orElse(""), List.of(), List.of())
                : new Whereabouts(node.realAddress(), node.endpoints(), node.lanAddresses());
    }
}
