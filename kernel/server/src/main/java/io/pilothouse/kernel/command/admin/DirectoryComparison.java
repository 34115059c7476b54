package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.member.Departure;
import io.pilothouse.kernel.command.member.Roles;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.command.DirectorySync;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A directory's list against the members of a network ({@code commands-enterprise.md} 7.1). Beyond R1: members that are
 * offline are seen, a network keeps its owner until the list names another one, there is never a second one, names are checked,
 * and no role waits for whom the list takes out: it would be there again at the next joining.
 *
 * <p>Threads: one, for one decision.
 */
final class DirectoryComparison {
    private final StateView state;
    private final NetworkId network;
    /** By folded external id, in order of joining: one person may run several nodes. */
    private final Map<String, List<Node>> known = new LinkedHashMap<>();
    private final Map<NodeId, Membership> members = new HashMap<>();
    private final List<PreAssignment> waiting;
    /** The folded external ids that the list disables, wherever in it. */
    private final Set<String> disabled = new HashSet<>();
    private final Set<NodeId> leaving = new LinkedHashSet<>();
    private final Set<Hostname> named = new HashSet<>();
    private final List<String> actions = new ArrayList<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private long mapped;
    private long unmapped;
    private long updated;

    DirectoryComparison(Context context, NetworkId network) {
        state = context.state();
        this.network = network;
        waiting = new ArrayList<>(state.preAssignments(network));
        state.members(network).forEach(member -> {
            members.put(member.node(), member);
            state.identity(member.node()).filter(node -> !node.externalId().isEmpty())
                    .ifPresent(node -> known.computeIfAbsent(PreAssignment.fold(node.externalId()),
                            id -> new ArrayList<>()).add(node));
        });
    }

    Decision decision(DirectorySync command, Principal actor) {
        List<DirectorySync.Entry> entries = command.entries().stream().filter(one -> !one.externalId().isEmpty())
                .toList();
        entries.stream().filter(DirectorySync.Entry::disabled)
                .forEach(one -> disabled.add(PreAssignment.fold(one.externalId())));
        waiting.removeIf(one -> disabled.contains(PreAssignment.fold(one.externalId())));
        owner(entries);
        entries.forEach(this::entry);
        if (command.removeUnlisted()) {
            unlisted(entries);
        }
        members.values().stream().filter(member -> !leaving.contains(member.node()))
                .filter(member -> state.membership(network, member.node()).filter(member::equals).isEmpty())
                .sorted(Comparator.comparingLong(Membership::order))
                .forEach(member -> changes.add(new Change.MemberPut(member)));
        if (!waiting.equals(state.preAssignments(network))) {
            changes.add(new Change.PreAssignmentsPut(network, waiting));
        }
        changes.addAll(Departure.fromNetwork(state, leaving, network));
        events.add(AuditEvent.of("directory.synced").and("network_id", network).and("mapped", mapped)
                .and("updated", updated).and("disabled", leaving.size()).and("unmapped", unmapped));
        Decision decision = Decision.reply(new DirectorySync.Ok(updated, leaving.size(), mapped, unmapped, actions),
                actor).changes(changes);
        for (AuditEvent event : events) {
            decision = decision.event(event);
        }
        return decision;
    }

    /** Who is to own the network is known before anybody is judged; the first that the list names and nowhere disables. */
    private void owner(List<DirectorySync.Entry> entries) {
        Optional<Membership> wanted = entries.stream().filter(one -> role(one) == Role.OWNER)
                .map(one -> PreAssignment.fold(one.externalId())).filter(id -> !disabled.contains(id)).map(known::get)
                .filter(Objects::nonNull).map(this::candidate).findFirst();
        if (wanted.isEmpty() || wanted.get().role() == Role.OWNER) {
            return;
        }
        for (Membership owner : Roles.owners(members.values(), wanted.get().node())) {
            members.put(owner.node(), owner.withRole(Role.ADMIN));
            events.add(Roles.transferred(owner.node(), wanted.get()));
        }
    }

    /** Of the nodes of one person the one that owns the network already, or else the first that joined. */
    private Membership candidate(List<Node> nodes) {
        List<Membership> candidates = nodes.stream().map(node -> members.get(node.id())).toList();
        return candidates.stream().filter(member -> member.role() == Role.OWNER).findFirst()
                .orElseGet(candidates::getFirst);
    }

    /** The role of an entry, null for none; what is no role's name is an ordinary member, as in R1. */
    private static Role role(DirectorySync.Entry entry) {
        return entry.role().isEmpty() ? null : Role.parse(entry.role()).orElse(Role.MEMBER);
    }

    private void entry(DirectorySync.Entry entry) {
        List<Node> nodes = known.getOrDefault(PreAssignment.fold(entry.externalId()), List.of());
        if (nodes.isEmpty()) {
            unmapped++;
            await(entry);
        } else {
            mapped++;
            for (Node node : nodes) {
                if (entry.disabled()) {
                    leave(node, "disabled " + entry.externalId(), AuditEvent.of("directory.member_disabled"));
                } else {
                    change(entry, node);
                }
            }
        }
    }

    private void await(DirectorySync.Entry entry) {
        if (role(entry) != null && !disabled.contains(PreAssignment.fold(entry.externalId()))
                && waiting.stream().noneMatch(one -> one.isFor(entry.externalId()))) {
            waiting.add(new PreAssignment(entry.externalId(), role(entry)));
        }
    }

    private void leave(Node node, String why, AuditEvent event) {
        if (leaving.contains(node.id())) {
            return;
        }
        String who = " (node " + node.id() + ")";
        if (members.get(node.id()).role() == Role.OWNER) {
            actions.add("kept owner " + node.externalId() + who + ": the list names no other owner");
            events.add(AuditEvent.of("directory.owner_kept").and("network_id", network).and("target_node_id", node.id())
                    .and("external_id", node.externalId()));
            return;
        }
        leaving.add(node.id());
        actions.add(why + who);
        events.add(event.and("network_id", network).and("target_node_id", node.id())
                .and("external_id", node.externalId())
                .and("role", Roles.name(members.get(node.id()))));
    }

    private void change(DirectorySync.Entry entry, Node node) {
        Membership member = members.get(node.id());
        Role wanted = role(entry);
        if (wanted != null && wanted != member.role() && !leaving.contains(node.id())) {
            boolean second = wanted == Role.OWNER
                    && members.values().stream().anyMatch(other -> other.role() == Role.OWNER);
            if (member.role() == Role.OWNER || second) {
                actions.add("kept " + entry.externalId() + " " + member.role() + " (node " + node.id()
                        + "): a network has one owner");
            } else {
                members.put(node.id(), member.withRole(wanted));
                updated++;
                String before = Roles.name(member);
                actions.add("role " + entry.externalId() + ": " + before + " \u2192 " + wanted + " (node " + node.id()
                        + ")");
                events.add(AuditEvent.of("directory.role_changed").and("network_id", network)
                        .and("target_node_id", node.id()).and("external_id", entry.externalId())
                        .and("old_role", before).and("new_role", wanted));
            }
        }
        Optional<Hostname> name = Hostname.parse(entry.displayName());
        if (node.live() && node.nameText().isEmpty() && name.isPresent()
                && state.identityOf(name.get()).isEmpty() && named.add(name.get())) {
            changes.add(new Change.NodePut(node.with(edit -> edit.hostname(name.get()))));
            events.add(AuditEvent.of("hostname.changed").and("node_id", node.id()).and("old_hostname", "")
                    .and("new_hostname", name.get()));
        }
    }

    private void unlisted(List<DirectorySync.Entry> entries) {
        Set<String> listed = new HashSet<>();
        entries.forEach(entry -> listed.add(PreAssignment.fold(entry.externalId())));
        waiting.removeIf(one -> !listed.contains(PreAssignment.fold(one.externalId())));
        known.entrySet().stream().filter(one -> !listed.contains(one.getKey())).flatMap(one -> one.getValue().stream())
                .sorted(Comparator.comparingLong(node -> members.get(node.id()).order()))
                .forEach(node -> leave(node, "removed unlisted " + node.externalId(),
                        AuditEvent.of("directory.member_removed")));
    }
}
