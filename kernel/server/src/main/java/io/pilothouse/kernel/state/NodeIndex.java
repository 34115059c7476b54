package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.Node;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The published identities by something else than their number, which each of them has in itself: an entry is one reference
 * in a hash table with open addressing. The table is cut into parts that grow one by one, so that no single change pays for
 * moving a million entries.
 *
 * <p>Threads: many readers without a lock, one writer. A part that has grown is swapped for its successor; a reader in the
 * old one still finds all that was there when it began.
 *
 * @param <K> what identities are found by; a node is put only under its own
 */
final class NodeIndex<K> implements Table<K, Node> {
    private static final int PARTS = 256;
    private static final int PART_SHIFT = Long.SIZE - 8;
    private static final int SMALLEST = 8;
    private static final long MOST_EXPECTED = 1 << 20;

    private final ToLongFunction<K> hash;
    private final Function<Node, K> keyOf;
    private final BiPredicate<Node, K> matches;
    private final Part[] parts = IntStream.range(0, PARTS).mapToObj(part -> new Part()).toArray(Part[]::new);

    /** One part; its fields are the writer's but for the places. */
    private static final class Part {
        private volatile AtomicReferenceArray<Object> places = new AtomicReferenceArray<>(SMALLEST);
        private int used;
        private int gone;
    }

    /** Stands where an entry was: a search must go on past it. */
    private enum Mark {
        GONE
    }

    /**
     * An empty index.
     *
     * @param hash spreads over all 64 bits, also when somebody chooses the keys
     */
    NodeIndex(ToLongFunction<K> hash, Function<Node, K> keyOf, BiPredicate<Node, K> matches) {
        this.hash = hash;
        this.keyOf = keyOf;
        this.matches = matches;
    }

    @Override
    public Node find(K key) {
        long spread = hash.applyAsLong(key);
        AtomicReferenceArray<Object> places = parts[part(spread)].places;
        int last = places.length() - 1;
        int place = (int) spread & last;
        // Each place is read once: the writer may fill it with somebody else's entry right afterwards.
        for (Object there = places.get(place); there != null; there = places.get(place)) {
            if (there instanceof Node node && matches.test(node, key)) {
                return node;
            }
            place = place + 1 & last;
        }
        return null;
    }

    private static int part(long spread) {
        return (int) (spread >>> PART_SHIFT);
    }

    /** For the writer: the place of the key, or the free one where a search for it ends. There is always a free one. */
    private int search(AtomicReferenceArray<Object> places, long spread, K key) {
        int last = places.length() - 1;
        int place = (int) spread & last;
        for (Object there = places.get(place); there != null; there = places.get(place)) {
            if (there instanceof Node node && matches.test(node, key)) {
                return place;
            }
            place = place + 1 & last;
        }
        return place;
    }

    @Override
    public Node put(K key, Node value) {
        long spread = hash.applyAsLong(key);
        Part part = parts[part(spread)];
        int place = search(part.places, spread, key);
        if (part.places.get(place) instanceof Node before) {
            part.places.set(place, value);
            return before;
        }
        if ((part.used + part.gone + 1) * 4 > part.places.length() * 3) {
            rebuild(part);
            place = search(part.places, spread, key);
        }
        part.places.set(place, value);
        part.used++;
        return null;
    }

    /** Makes the parts that are empty so large that they need not grow. The number comes from a file, so it is bounded. */
    @Override
    public void expect(long entries) {
        long each = Math.min(entries, MOST_EXPECTED) * 5 / 3 / PARTS;
        int length = Math.max(SMALLEST, Integer.highestOneBit((int) each) << 1);
        for (Part part : parts) {
            if (part.used + part.gone == 0) {
                part.places = new AtomicReferenceArray<>(length);
            }
        }
    }

    private void rebuild(Part part) {
        int length = part.places.length();
        // Half full or more grows; less than that is only cleared of what is gone.
        AtomicReferenceArray<Object> fresh = new AtomicReferenceArray<>(part.used * 2 >= length ? length * 2 : length);
        for (int i = 0; i < length; i++) {
            if (part.places.get(i) instanceof Node node) {
                K key = keyOf.apply(node);
                fresh.setPlain(search(fresh, hash.applyAsLong(key), key), node);
            }
        }
        part.gone = 0;
        part.places = fresh;
    }

    @Override
    public Node remove(K key) {
        long spread = hash.applyAsLong(key);
        Part part = parts[part(spread)];
        int place = search(part.places, spread, key);
        if (part.places.get(place) instanceof Node before) {
            part.places.set(place, Mark.GONE);
            part.used--;
            part.gone++;
            return before;
        }
        return null;
    }

    @Override
    public Stream<Node> values() {
        return Stream.of(parts).flatMap(part -> IdPages.places(part.places)).filter(Node.class::isInstance)
                .map(Node.class::cast);
    }
}
