package io.pilothouse.acceptance.concurrency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One network as the pages say it is, changed by one event after the other. It takes only events that may happen in the state
 * that the ones before have made. One thread at a time.
 */
public final class SequentialNetwork {
    private static final String OWNER = "owner";
    private static final String ADMIN = "admin";
    private static final String MEMBER = "member";

    private final Map<Long, String> roles = new LinkedHashMap<>();
    private final Map<Long, Long> inviters = new TreeMap<>();
    private boolean open;
    /** Who has accepted an invitation; the very next event is that it joins. 0 for nobody. */
    private long accepting;
    private long cap;
    private int most;

    /** The roles of the members, in the order of joining. */
    public Map<Long, String> roles() {
        return new LinkedHashMap<>(roles);
    }

    /** Who is invited, and by whom. */
    public Map<Long, Long> invited() {
        return new TreeMap<>(inviters);
    }

    /** Most members at one time. */
    public int most() {
        return most;
    }

    /** Lets an event happen; tells why it must not have happened, or what is wrong afterwards. */
    public Optional<String> happens(Event event) {
        Optional<String> objection = change(event);
        most = Math.max(most, roles.size());
        if (objection.isPresent()) {
            return objection;
        }
        long owners = roles.values().stream().filter(OWNER::equals).count();
        if (owners != 1) {
            return Optional.of("there are " + owners + " owners");
        }
        return cap > 0 && roles.size() > cap
                ? Optional.of("there are " + roles.size() + " members, at most " + cap + " may be")
                : Optional.empty();
    }

    private Optional<String> change(Event event) {
        long node = event.number("node_id");
        boolean joins = event.action().equals("network.joined");
        if (accepting != 0 && !(joins && node == accepting)) {
            return Optional.of("node " + accepting + " accepted an invitation and did not join at once");
        }
        return switch (event.action()) {
            case "network.created" -> created(event);
            case "network.policy_changed" -> {
                cap = event.number("new_max_members");
                yield Optional.empty();
            }
            case "invite.created" -> invited(event.number("inviter_id"), event.number("target_node_id"));
            case "invite.responded" -> responded(node, event.text("accepted").equals("true"));
            case "network.joined" -> open || accepting == node
                    ? admitted(node)
                    : Optional.of("nobody joins without an invitation");
            case "network.left" -> departed(node, roles.getOrDefault(node, ""));
            case "member.kicked" -> departed(event.number("target_node_id"), event.text("role"));
            case "network.ownership_transferred" -> transferred(event);
            default -> Optional.of("nobody asked for it");
        };
    }

    private Optional<String> created(Event event) {
        open = event.text("join_rule").equals("open");
        return roles.putIfAbsent(event.number("creator_node_id"), OWNER) == null && roles.size() == 1
                ? Optional.empty()
                : Optional.of("it was there already");
    }

    private Optional<String> invited(long inviter, long target) {
        if (!List.of(OWNER, ADMIN).contains(roles.getOrDefault(inviter, ""))) {
            return Optional.of("the inviter is " + roles.getOrDefault(inviter, "no member"));
        }
        if (roles.containsKey(target)) {
            return Optional.of("the invited is a member");
        }
        return inviters.putIfAbsent(target, inviter) == null
                ? Optional.empty()
                : Optional.of("there is an invitation already");
    }

    private Optional<String> responded(long node, boolean accepted) {
        if (inviters.remove(node) == null) {
            return Optional.of("there is no invitation");
        }
        accepting = accepted ? node : 0;
        return Optional.empty();
    }

    private Optional<String> admitted(long node) {
        accepting = 0;
        if (cap > 0 && roles.size() >= cap) {
            return Optional.of("there are " + roles.size() + " members already, at most " + cap + " may be");
        }
        return roles.putIfAbsent(node, MEMBER) == null ? Optional.empty() : Optional.of("it is a member already");
    }

    private Optional<String> departed(long node, String role) {
        if (!roles.containsKey(node) || roles.get(node).equals(OWNER) || !roles.get(node).equals(role)) {
            return Optional.of("it is " + roles.getOrDefault(node, "no member") + ", not " + role);
        }
        roles.remove(node);
        inviters.remove(node);
        inviters.values().removeIf(inviter -> inviter == node);
        return Optional.empty();
    }

    private Optional<String> transferred(Event event) {
        long old = event.number("old_owner");
        long successor = event.number("new_owner");
        String before = roles.getOrDefault(successor, "none");
        if (!OWNER.equals(roles.get(old)) || old == successor || !before.equals(event.text("new_owner_old_role"))) {
            return Optional.of("the old owner is " + roles.getOrDefault(old, "no member") + " and the new one "
                    + before);
        }
        roles.put(old, ADMIN);
        roles.put(successor, OWNER);
        return Optional.empty();
    }
}
