package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;

/** One node in one network. */
public record MemberKey(NetworkId network, NodeId node) {}
