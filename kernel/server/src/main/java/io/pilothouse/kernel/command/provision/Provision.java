package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.member.Roles;
import io.pilothouse.kernel.command.policy.PolicyEvents;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.blueprint.Blueprint;
import io.pilothouse.protocol.blueprint.DirectAssignment;
import io.pilothouse.protocol.blueprint.ExprPolicy;
import io.pilothouse.protocol.blueprint.PolicySection;
import io.pilothouse.protocol.command.ProvisionNetwork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What applying a blueprint comes to, worked out before anything is changed ({@code blueprint.md} 10.3 and 10.4): the network as
 * it is and as it would be, and what leads from one to the other. All of it becomes one record, or nothing.
 *
 * <p>Threads: one, for one decision. Failure: a {@link Refusal} in the constructor, with nothing done.
 */
final class Provision {
    private static final int LAST_NETWORK = 0xFFFF;

    private final Context context;
    private final Blueprint blueprint;
    private final Picture before;
    private final NodeId creator;
    private final List<String> actions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<AuditEvent> events = new ArrayList<>();
    private final Map<NodeId, Membership> members;
    private final IntegrationPlan integrations;
    private final List<ProvisionNetwork.Difference> differences;
    private Network network;
    private List<PreAssignment> waiting;

    /**
     * Works it out.
     *
     * @param creator who becomes a member and the owner if the network is new; may be none
     */
    Provision(Blueprint blueprint, Context context, NodeId creator) {
        this.context = context;
        this.blueprint = blueprint;
        this.creator = creator;
        if (!creator.none()) {
            context.registered(creator);
        }
        before = Picture.of(context.state(), context.state().network(blueprint.networkName()));
        members = new LinkedHashMap<>(before.members());
        waiting = before.waiting();
        network = before.network().orElseGet(this::founded);
        actions.add(created()
                ? "created network " + network.id() + " (" + network.name() + ")"
                : "found existing network " + network.id() + " (" + network.name() + ")");
        enterprise();
        access();
        policy();
        exprPolicy();
        integrations = new IntegrationPlan(blueprint, context, network, before.integrations());
        integrations.work();
        actions.addAll(integrations.actions());
        warnings.addAll(integrations.warnings());
        events.addAll(integrations.events());
        roles();
        blueprint.tests().forEach(
                test -> new Expectations(context.state(), context.secrets(), network, members, waiting).check(test));
        differences = before.differences(after());
    }

    private Network founded() {
        int next = context.state().nextNetwork();
        if (next > LAST_NETWORK) {
            throw new Refusal(Refusal.Code.LIMIT,
                    "provision network: too many networks (the 65535 network ids are used)");
        }
        NetworkId id = NetworkId.of(next);
        boolean enterprise = blueprint.enterprise().value().isPresent();
        JoinRule rule = blueprint.joinRule().over(JoinRule.OPEN, JoinRule.OPEN);
        if (!creator.none()) {
            members.put(creator, new Membership(id, creator, context.state().nextOrder(), Role.OWNER, List.of(),
                    context.now(), NodeId.NONE));
        }
        events.add(AuditEvent.of("network.created").and("network_id", id).and("name", blueprint.name())
                .and("join_rule", rule).and("creator_node_id", creator).and("enterprise", enterprise)
                .and("managed", false));
        return new Network(id, blueprint.networkName(), rule, SealedSecret.NONE, SealedSecret.NONE, NetworkPolicy.NONE,
                "", "", enterprise, context.now(), false);
    }

    boolean created() {
        return before.network().isEmpty();
    }

    private void enterprise() {
        boolean wanted = blueprint.enterprise().over(network.enterprise(), false);
        if (wanted != network.enterprise()) {
            network = network.withEnterprise(wanted);
            events.add(AuditEvent.of("network.enterprise_changed").and("network_id", network.id())
                    .and("enterprise", wanted).and("members", members.size()));
            (wanted ? Roles.appointed(members.values()) : Roles.dropped(members.values()))
                    .forEach(member -> members.put(member.node(), member));
            if (!wanted) {
                actions.add("disabled enterprise features");
            }
        }
        if (blueprint.enterprise().value().isPresent()) {
            actions.add("enabled enterprise features");
        }
    }

    private void access() {
        JoinRule rule = blueprint.joinRule().over(network.joinRule(), network.joinRule());
        if (rule != network.joinRule()) {
            events.add(AuditEvent.of("network.join_rule_changed").and("network_id", network.id())
                    .and("old_join_rule", network.joinRule()).and("new_join_rule", rule));
            actions.add("set join rule " + rule);
            network = network.withJoinRule(rule);
        }
        if (rule == JoinRule.INVITE && !network.enterprise()) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "provision network: enterprise feature: invite-only networks"
                    + " require the enterprise flag");
        }
        SealedSecret join = blueprint.joinToken()
                .map(text -> context.secrets().seal(text, network.tokenPurpose()))
                .over(network.token(), SealedSecret.NONE);
        SealedSecret admin = blueprint.networkAdminToken()
                .map(text -> context.secrets().seal(text, network.adminTokenPurpose()))
                .over(network.adminToken(), SealedSecret.NONE);
        if (rule == JoinRule.TOKEN && join.none()) {
            throw new Refusal(Refusal.Code.INVALID,
                    "invalid blueprint: join_token is required when join_rule is token");
        }
        tokenChanged("join", network.token(), join);
        tokenChanged("admin", network.adminToken(), admin);
        network = network.withTokens(join, admin);
    }

    private void tokenChanged(String kind, SealedSecret old, SealedSecret now) {
        if (!created() && !old.equals(now)) {
            String status = now.none() ? "cleared" : "set";
            events.add(AuditEvent.of("network.token_changed").and("network_id", network.id()).and("kind", kind)
                    .and("status", status));
            actions.add(status + " " + (kind.equals("join") ? "join token" : "network admin token"));
        }
    }

    private void policy() {
        if (blueprint.policy().isEmpty()) {
            return;
        }
        PolicySection stated = blueprint.policy().get();
        NetworkPolicy old = network.policy();
        NetworkPolicy now = new NetworkPolicy(stated.maxMembers().over(old.maxMembers(), 0),
                stated.allowedPorts().over(old.allowedPorts(), List.of()),
                stated.description().over(old.description(), ""));
        if (stated.maxMembers().value().isPresent() && now.maxMembers() < members.size()) {
            throw new Refusal(Refusal.Code.CONFLICT, "provision network: cannot set max_members to " + now.maxMembers()
                    + ": network already has " + members.size() + " members");
        }
        actions.add("applied network policy");
        Network limited = network.withPolicy(now);
        if (!old.equals(now)) {
            events.add(PolicyEvents.limits(network, limited));
        }
        network = limited;
    }

    private void exprPolicy() {
        if (!blueprint.exprPolicy().stated()) {
            return;
        }
        String text = blueprint.exprPolicy().map(ExprPolicy::text).over("", "");
        actions.add(text.isEmpty() ? "cleared expr policy" : "applied expr policy");
        if (!text.equals(network.exprPolicy())) {
            events.add(text.isEmpty()
                    ? PolicyEvents.documentCleared(network)
                    : PolicyEvents.documentSet(network, text, Label.utf8Length(text)));
        }
        network = network.withExprPolicy(text);
    }

    private void roles() {
        RolePlan plan = new RolePlan(context.state(), network, members);
        if (blueprint.preAssignments().stated()) {
            List<PreAssignment> stated = blueprint.preAssignments()
                    .map(list -> list.stream().map(one -> new PreAssignment(one.externalId(), one.role())).toList())
                    .over(List.of(), List.of());
            if (!stated.isEmpty()) {
                actions.add("stored " + stated.size() + " RBAC pre-assignments");
            } else if (!waiting.isEmpty()) {
                actions.add("cleared RBAC pre-assignments");
            }
            if (!stated.equals(waiting)) {
                events.add(AuditEvent.of("network.pre_assignments_changed").and("network_id", network.id())
                        .and("old_count", waiting.size()).and("new_count", stated.size()));
            }
            waiting = stated;
            plan.preAssigned(stated);
        }
        List<DirectAssignment> direct = blueprint.directAssignments();
        if (!direct.isEmpty()) {
            plan.direct(direct);
            actions.add("assigned " + direct.size() + " roles");
        }
        events.addAll(plan.events());
        warnings.addAll(plan.warnings());
    }

    private Picture after() {
        return new Picture(Optional.of(network), members, waiting, new TreeMap<>(integrations.after()));
    }

    NetworkId id() {
        return network.id();
    }

    List<ProvisionNetwork.Difference> differences() {
        return differences;
    }

    /** A text that changes when the document or what it would change does. */
    String plan() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // Sealed, or a short secret in the document could be guessed from the plan.
            digest.update(context.secrets().seal(blueprint.canonicalText(), "plan").text()
                    .getBytes(StandardCharsets.US_ASCII));
            digest.update(before.exactDifferences(after()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    ProvisionNetwork.Ok reply(boolean dryRun, List<String> oddities) {
        List<String> all = new ArrayList<>(oddities);
        all.addAll(warnings);
        return new ProvisionNetwork.Ok(network.id(), network.name().text(), created(), List.copyOf(actions),
                !differences.isEmpty(), plan(), dryRun, differences, all);
    }

    /** What is so from now on. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        if (!before.network().equals(Optional.of(network))) {
            changes.add(new Change.NetworkPut(network));
        }
        members.values().stream().filter(member -> !member.equals(before.members().get(member.node())))
                .forEach(member -> changes.add(new Change.MemberPut(member)));
        if (!waiting.equals(before.waiting())) {
            changes.add(new Change.PreAssignmentsPut(network.id(), waiting));
        }
        changes.addAll(integrations.changes());
        return changes;
    }

    /** What happened, in the words of the audit trail. */
    List<AuditEvent> events() {
        List<AuditEvent> all = new ArrayList<>(events);
        all.add(AuditEvent.of("network.provisioned").and("network_id", network.id()).and("name", network.name())
                .and("enterprise", network.enterprise()).and("actions", actions.size()));
        return all;
    }
}
