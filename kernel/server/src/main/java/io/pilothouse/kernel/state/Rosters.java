package io.pilothouse.kernel.state;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The members of every network in the order of joining. Threads: many readers, one writer. */
final class Rosters {
    private static final int ORDER_BITS = 48;

    private final NavigableMap<Long, NodeId> members = new ConcurrentSkipListMap<>();

    Stream<NodeId> of(NetworkId network) {
        long first = (long) network.value() << ORDER_BITS;
        return members.subMap(first, true, first | (1L << ORDER_BITS) - 1, true).values().stream();
    }

    Optional<NodeId> at(NetworkId network, long order) {
        return Optional.ofNullable(members.get((long) network.value() << ORDER_BITS | order));
    }

    void put(NetworkId network, long order, NodeId node) {
        members.put((long) network.value() << ORDER_BITS | order, node);
    }

    void remove(NetworkId network, long order) {
        members.remove((long) network.value() << ORDER_BITS | order);
    }
}
