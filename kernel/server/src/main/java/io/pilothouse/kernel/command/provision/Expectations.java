package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.blueprint.BlueprintTest;
import io.pilothouse.protocol.blueprint.Expectation;
import io.pilothouse.protocol.blueprint.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tests of a blueprint against the network as it would be.
 *
 * @param secrets opens the join token
 * @param network the network as it would be
 * @param members its members as they would be
 * @param waiting the roles that would wait
 */
record Expectations(StateView state, SecretBox secrets, Network network, Map<NodeId, Membership> members,
        List<PreAssignment> waiting) {
    /** Refuses when the test does not hold. */
    void check(BlueprintTest test) {
        String found = found(test.expectation());
        if (!found.isEmpty()) {
            throw new Refusal(Refusal.Code.CONFLICT, "provision network: test " + Quoted.text(test.name())
                    + " does not hold, nothing was applied (required: " + found + ")");
        }
    }

    /** What is expected and what would be; empty when they are the same. */
    private String found(Expectation expectation) {
        return switch (expectation) {
            case Expectation.ExpectRole(Subject subject, Role role) -> unless(role(subject).equals(Optional.of(role)),
                    name(subject) + " is " + role, role(subject).map(Role::toString).orElse("nobody"));
            case Expectation.ExpectMember(NodeId node, boolean member) -> unless(members.containsKey(node) == member,
                    "node " + node + (member ? " is a member" : " is no member"), member ? "none" : "one");
            case Expectation.ExpectJoin(Optional<Subject> subject, String token, boolean allowed) -> unless(
                    joins(subject, token) == allowed, "joining is " + (allowed ? "allowed" : "refused"),
                    allowed ? "refused" : "allowed");
            case Expectation.ExpectPort(int port, boolean allowed) -> unless(port(port) == allowed,
                    "port " + port + " is " + (allowed ? "allowed" : "closed"), allowed ? "closed" : "allowed");
            case Expectation.ExpectMaxMembers(OptionalInt least, OptionalInt most) -> unless(
                    inBounds(least, most), "max_members is"
                            + (least.isPresent() ? " at least " + least.getAsInt() : "")
                            + (most.isPresent() ? " at most " + most.getAsInt() : ""),
                    network.policy().maxMembers() == 0 ? "no limit" : "" + network.policy().maxMembers());
            case Expectation.ExpectOwner(Subject subject) -> unless(
                    role(subject).equals(Optional.of(Role.OWNER)), name(subject) + " is the owner",
                    role(subject).map(Role::toString).orElse("nobody"));
        };
    }

    private static String unless(boolean holds, String wanted, String actual) {
        return holds ? "" : wanted + "; it would be: " + actual;
    }

    private static String name(Subject subject) {
        return switch (subject) {
            case Subject.ByNode(NodeId node) -> "node " + node;
            case Subject.ByExternalId(String identity) -> Quoted.text(identity);
        };
    }

    /** The role of a member, or the one that it would get by joining; none for a node that does not exist. */
    private Optional<Role> role(Subject subject) {
        return switch (subject) {
            case Subject.ByNode(NodeId node) -> members.containsKey(node)
                    ? members.get(node).roleIfAny()
                    : state.identity(node).map(one -> waitingRole(one.externalId()));
            case Subject.ByExternalId(String identity) -> Optional.of(members.values().stream()
                    .filter(member -> state.identity(member.node()).map(Node::externalId)
                            .filter(id -> PreAssignment.fold(id).equals(PreAssignment.fold(identity))).isPresent())
                    .map(Membership::roleIfAny).flatMap(Optional::stream).findFirst()
                    .orElseGet(() -> waitingRole(identity)));
        };
    }

    private Role waitingRole(String identity) {
        return PreAssignment.roleFor(identity, waiting).orElse(Role.MEMBER);
    }

    private boolean joins(Optional<Subject> subject, String token) {
        boolean member = subject.map(who -> switch (who) {
            case Subject.ByNode(NodeId node) -> members.containsKey(node);
            case Subject.ByExternalId(String identity) -> members.keySet().stream().map(state::identity)
                    .flatMap(Optional::stream)
                    .anyMatch(node -> PreAssignment.fold(node.externalId()).equals(PreAssignment.fold(identity)));
        }).orElse(false);
        int most = network.policy().maxMembers();
        boolean full = most > 0 && members.size() >= most;
        return !member && !full && switch (network.joinRule()) {
            case OPEN -> true;
            case TOKEN -> secrets.matches(network.token(), network.tokenPurpose(), token);
            case INVITE -> false;
        };
    }

    private boolean port(int port) {
        List<Integer> allowed = network.policy().allowedPorts();
        return allowed.isEmpty() || allowed.contains(port);
    }

    /** No limit is above every bound. */
    private boolean inBounds(OptionalInt least, OptionalInt most) {
        int limit = network.policy().maxMembers() == 0 ? Integer.MAX_VALUE : network.policy().maxMembers();
        return limit >= least.orElse(0) && limit <= most.orElse(Integer.MAX_VALUE);
    }
}
