package io.pilothouse.kernel.access;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The nonces of sealed requests that were accepted, for as long as the request could be sent again. It never forgets one
 * early: when it is full it takes no more.
 *
 * <p>Threads: any; a short lock, since the signature check before it takes a hundred times as long.
 */
final class NonceMemory {
    /** Nonces are forgotten in so many steps; finer costs work, coarser keeps them longer than needed. */
    private static final int STEPS = 16;

    private final int capacity;
    private final int perAccount;
    private final long window;
    private final long step;
    private final TreeMap<Long, Map<Spent, NodeId>> slices = new TreeMap<>();
    private final Map<NodeId, Integer> byAccount = new HashMap<>();
    private long forgottenBefore = Long.MIN_VALUE;
    private int size;

    /** A nonce belongs to the key that signed it, so that nobody can use up the nonces of another. */
    private record Spent(PublicKey key, long high, long low) {}

    /** What became of a nonce. */
    enum Answer {
        /** It was new and is used up now. */
        FRESH,
        /** It was used before. */
        USED,
        /** Its time is one whose nonces are forgotten already; happens when the clock was set back. */
        FORGOTTEN,
        /** The node has used as many as one may. */
        NODE_FULL,
        /** There is no room. */
        FULL
    }

    NonceMemory(SealRules rules) {
        capacity = rules.nonces();
        perAccount = rules.noncesPerNode();
        window = rules.window().toMillis();
        step = Math.max(1, window / STEPS);
    }

    /**
     * Uses a nonce up.
     *
     * @param account whose bound it counts against; {@link NodeId#NONE} for all keys that are no node's yet, together
     * @param time when the request was sealed, within the window
     */
    synchronized Answer spend(PublicKey key, NodeId account, long high, long low, long time, long now) {
        forget(now - window);
        if (time < forgottenBefore) {
            return Answer.FORGOTTEN;
        }
        long slice = Math.floorDiv(time, step);
        Spent spent = new Spent(key, high, low);
        // In any slice: a nonce is used once, whatever time goes with it.
        for (Map<Spent, NodeId> known : slices.values()) {
            if (known.containsKey(spent)) {
                return Answer.USED;
            }
        }
        if (byAccount.getOrDefault(account, 0) >= perAccount) {
            return Answer.NODE_FULL;
        }
        if (size >= capacity) {
            return Answer.FULL;
        }
        slices.computeIfAbsent(slice, fresh -> new HashMap<>()).put(spent, account);
        byAccount.merge(account, 1, Integer::sum);
        size++;
        return Answer.FRESH;
    }

    /** How many nonces are remembered. */
    synchronized int size() {
        return size;
    }

    /** Drops the slices that lie wholly before a time. Their times stay refused even if the clock is set back. */
    private void forget(long before) {
        while (!slices.isEmpty() && (slices.firstKey() + 1) * step <= before) {
            Map.Entry<Long, Map<Spent, NodeId>> oldest = slices.pollFirstEntry();
            forgottenBefore = Math.max(forgottenBefore, (oldest.getKey() + 1) * step);
            size -= oldest.getValue().size();
            for (NodeId account : oldest.getValue().values()) {
                byAccount.computeIfPresent(account, (node, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
