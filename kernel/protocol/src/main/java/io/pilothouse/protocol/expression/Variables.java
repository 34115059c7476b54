package io.pilothouse.protocol.expression;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables of each place where an expression stands ({@code commands-enterprise.md} 15.3, 15.10): those that daemons of
 * either generation know there.
 */
public enum Variables {
    CONNECT(Sets.GATE), DIAL(Sets.GATE), DATAGRAM(Sets.GATE, Sets.PACKET), CYCLE(Sets.ALWAYS, Sets.COUNTS,
            Sets.ROUND), JOIN(Sets.ALWAYS, Sets.SOMEBODY, Sets.COUNTS), LEAVE(Sets.ALWAYS, Sets.SOMEBODY),
    /** The condition of the action {@code evict_where}. */
    EVICT_WHERE(Sets.EVICTION),
    /** Everything: for a rule whose event no daemon knows. */
    ANY_EVENT(Sets.GATE, Sets.PACKET, Sets.ROUND);

    private final SortedMap<String, Type> types;

    @SafeVarargs
    Variables(Map<String, Type>... sets) {
        SortedMap<String, Type> all = new TreeMap<>();
        for (Map<String, Type> set : sets) {
            all.putAll(set);
        }
        types = Collections.unmodifiableSortedMap(all);
    }

    /** Those of a rule for this event; for an event that there is not, those of all events. */
    public static Variables of(String event) {
        return switch (event) {
            case "connect" -> CONNECT;
            case "dial" -> DIAL;
            case "datagram" -> DATAGRAM;
            case "cycle" -> CYCLE;
            case "join" -> JOIN;
            case "leave" -> LEAVE;
            default -> ANY_EVENT;
        };
    }

    Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Their names, sorted. */
    public Set<String> names() {
        return types.keySet();
    }

    private static final class Sets {
        static final Map<String, Type> ALWAYS = Map.of("local_tags", Type.TEXTS, "network_id", Type.INT);
        static final Map<String, Type> SOMEBODY = Map.of("peer_id", Type.INT);
        static final Map<String, Type> COUNTS = Map.of("members", Type.INT);
        static final Map<String, Type> GATE = Map.of("local_tags", Type.TEXTS, "network_id", Type.INT, "peer_id",
                Type.INT, "port", Type.INT, "peer_score", Type.INT, "peer_tags", Type.TEXTS, "peer_age_s", Type.FLOAT,
                "members", Type.INT, "sender_rating", Type.FLOAT);
        static final Map<String, Type> PACKET = Map.of("size", Type.INT, "direction", Type.STRING);
        static final Map<String, Type> ROUND = Map.of("peer_count", Type.INT, "cycle_num", Type.INT, "trusted_count",
                Type.INT, "peer_id", Type.INT, "peer_tags", Type.TEXTS, "peer_age_s", Type.FLOAT);
        static final Map<String, Type> EVICTION = Map.of("peer_id", Type.INT, "peer_score", Type.INT, "peer_tags",
                Type.TEXTS, "peer_age_s", Type.FLOAT, "last_seen", Type.FLOAT);
    }
}
