package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.Optional;
import java.util.OptionalInt;

/** What a test of a blueprint demands of the network as it would be afterwards. */
public sealed interface Expectation {
    /** The subject has this role, or would get it by joining. */
    record ExpectRole(Subject subject, Role role) implements Expectation {}

    /** The node is a member, or is none. */
    record ExpectMember(NodeId node, boolean member) implements Expectation {}

    /**
     * A join would be allowed or refused.
     *
     * @param subject who asks; nobody in particular when empty
     * @param token the join token given; empty for none
     * @param allowed the outcome
     */
    record ExpectJoin(Optional<Subject> subject, String token, boolean allowed) implements Expectation {}

    /** The port, 1 … 65535, is among the allowed ones, or is not. */
    record ExpectPort(int port, boolean allowed) implements Expectation {}

    /** The limit of members lies in these bounds; no limit at all is above every bound. At least one bound is given. */
    record ExpectMaxMembers(OptionalInt atLeast, OptionalInt atMost) implements Expectation {}

    /** The subject owns the network, or would by joining. */
    record ExpectOwner(Subject subject) implements Expectation {}
}
