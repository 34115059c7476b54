package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.PreAssignment;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.ProvisionNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A network as far as blueprints speak of it.
 *
 * @param network the network, if there is one
 * @param members its members, in order of joining
 * @param waiting roles that wait for identities
 * @param integrations what works for it: for the whole registry or for it alone
 */
record Picture(Optional<Network> network, Map<NodeId, Membership> members, List<PreAssignment> waiting,
        SortedMap<Integration.Place, Integration> integrations) {
    private static final String SET = "(secret)";
    /** Of a policy document, in characters: it may have 256 KiB. */
    private static final int LONGEST_SHOWN = 300;

    /** What is shown of something, and what tells it from others. */
    private record Fact(String shown, String exact) {
        private static final Fact NONE = new Fact("", "");

        static Fact of(Object value) {
            return new Fact(value.toString(), value.toString());
        }

        static Fact secret(SealedSecret secret) {
            return secret.none() ? NONE : new Fact(SET, secret.text());
        }
    }

    /** The network with this id as it is. */
    static Picture of(StateView state, Optional<Network> network) {
        SortedMap<Integration.Place, Integration> integrations = new TreeMap<>();
        NetworkId id = network.map(Network::id).orElse(NetworkId.BACKBONE);
        state.integrations().filter(one -> one.place().scope().backbone() || one.place().scope().equals(id))
                .forEach(one -> integrations.put(one.place(), one));
        Map<NodeId, Membership> members = new LinkedHashMap<>();
        network.ifPresent(found -> state.members(found.id()).forEach(one -> members.put(one.node(), one)));
        return new Picture(network, members,
                network.map(found -> state.preAssignments(found.id())).orElse(List.of()), integrations);
    }

    /** What is otherwise in the other picture, by path. */
    List<ProvisionNetwork.Difference> differences(Picture after) {
        Map<String, Fact> mine = facts();
        Map<String, Fact> theirs = after.facts();
        List<ProvisionNetwork.Difference> differences = new ArrayList<>();
        for (String path : paths(mine, theirs)) {
            Fact old = mine.getOrDefault(path, Fact.NONE);
            Fact now = theirs.getOrDefault(path, Fact.NONE);
            if (!old.exact().equals(now.exact())) {
                differences.add(new ProvisionNetwork.Difference(path, old.shown(), now.shown()));
            }
        }
        return differences;
    }

    /** A text that is another one whenever the differences are others, also in secrets. */
    String exactDifferences(Picture after) {
        Map<String, Fact> mine = facts();
        Map<String, Fact> theirs = after.facts();
        StringBuilder text = new StringBuilder();
        for (String path : paths(mine, theirs)) {
            String old = mine.getOrDefault(path, Fact.NONE).exact();
            String now = theirs.getOrDefault(path, Fact.NONE).exact();
            if (!old.equals(now)) {
                for (String part : List.of(path, old, now)) {
                    text.append(part.length()).append(':').append(part);
                }
            }
        }
        return text.toString();
    }

    private static TreeSet<String> paths(Map<String, Fact> mine, Map<String, Fact> theirs) {
        TreeSet<String> paths = new TreeSet<>(mine.keySet());
        paths.addAll(theirs.keySet());
        return paths;
    }

    private Map<String, Fact> facts() {
        Map<String, Fact> facts = new TreeMap<>();
        network.ifPresent(one -> {
            facts.put("network_id", Fact.of(one.id()));
            facts.put("name", Fact.of(one.name()));
            facts.put("join_rule", Fact.of(one.joinRule()));
            facts.put("join_token", Fact.secret(one.token()));
            facts.put("network_admin_token", Fact.secret(one.adminToken()));
            facts.put("enterprise", Fact.of(one.enterprise()));
            NetworkPolicy policy = one.policy();
            facts.put("policy.max_members", Fact.of(policy.maxMembers()));
            facts.put("policy.allowed_ports", Fact.of(policy.allowedPorts()));
            facts.put("policy.description", Fact.of(policy.description()));
            facts.put("expr_policy", new Fact(shortened(one.exprPolicy()), one.exprPolicy()));
        });
        members.values().forEach(member -> facts.put("members." + member.node(),
                Fact.of(member.role() == null ? "no role" : member.role())));
        for (int place = 0; place < waiting.size(); place++) {
            // The first that fits counts, so the order is part of it.
            facts.put("roles[" + place + "]",
                    Fact.of(waiting.get(place).externalId() + ": " + waiting.get(place).role()));
        }
        integrations.values().forEach(one -> put(facts, one));
        return facts;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "… (" + text.length() + ")";
    }

    private static void put(Map<String, Fact> facts, Integration one) {
        Integration.Place place = one.place();
        String path = (place.scope().backbone() ? "" : "own.") + place.kind().name().toLowerCase(Locale.ROOT) + "["
                + place.number() + "].";
        facts.put(path + "type", Fact.of(one.type()));
        one.settings().forEach((name, value) -> facts.put(path + name, Fact.of(value)));
        one.secrets().forEach((name, value) -> facts.put(path + name + " (secret)", Fact.secret(value)));
    }
}
