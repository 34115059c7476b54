package io.pilothouse.kernel.state;

import io.pilothouse.protocol.NodeId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something for every 256 node numbers, found by the number: ids are handed out one after the other, so that a page is nearly
 * full and a node costs no entry, no key and no search. Two levels of 4096 places above the pages hold all 2³² numbers.
 *
 * <p>Threads: any; a page is made once, whoever comes first.
 *
 * @param <P> a page
 */
final class IdPages<P> {
    /** Nodes to a page. */
    static final int PAGE = 256;

    private static final int BRANCHES = 4096;
    private static final int ROOT_SHIFT = 20;
    private static final int BRANCH_SHIFT = 8;

    private final AtomicReferenceArray<AtomicReferenceArray<P>> root = new AtomicReferenceArray<>(BRANCHES);

    /** The place of a node in its page. */
    static int place(NodeId node) {
        return node.bits() & PAGE - 1;
    }

    /** The page of a node, or null. */
    P find(NodeId node) {
        AtomicReferenceArray<P> branch = root.get(node.bits() >>> ROOT_SHIFT);
        return branch == null ? null : branch.get(node.bits() >>> BRANCH_SHIFT & BRANCHES - 1);
    }

    /** The page of a node, made when there is none. */
    P findOrMake(NodeId node, Supplier<P> page) {
        AtomicReferenceArray<P> branch = made(root, node.bits() >>> ROOT_SHIFT,
                () -> new AtomicReferenceArray<>(BRANCHES));
        return made(branch, node.bits() >>> BRANCH_SHIFT & BRANCHES - 1, page);
    }

    private static <T> T made(AtomicReferenceArray<T> places, int place, Supplier<T> maker) {
        T there = places.get(place);
        if (there != null) {
            return there;
        }
        T fresh = maker.get();
        T other = places.compareAndExchange(place, null, fresh);
        return other == null ? fresh : other;
    }

    /** All pages, by number. */
    Stream<P> pages() {
        return places(root).flatMap(IdPages::places);
    }

    /** Hands every page to somebody, by number, without the cost of a stream for each. */
    void each(Consumer<P> taker) {
        each(root, branch -> each(branch, taker));
    }

    /** Hands everything that stands in an array to somebody. */
    static <T> void each(AtomicReferenceArray<T> array, Consumer<? super T> taker) {
        for (int i = 0; i < array.length(); i++) {
            T there = array.get(i);
            if (there != null) {
                taker.accept(there);
            }
        }
    }

    /** What stands in an array. */
    static <T> Stream<T> places(AtomicReferenceArray<T> array) {
        return IntStream.range(0, array.length()).mapToObj(array::get).filter(Objects::nonNull);
    }
}
