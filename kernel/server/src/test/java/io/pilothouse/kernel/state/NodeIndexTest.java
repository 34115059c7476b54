package io.pilothouse.kernel.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.pilothouse.kernel.model.Node;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIndexTest {
    private static NodeIndex<PublicKey> index(ToLongFunction<PublicKey> hash) {
        return new NodeIndex<>(hash, Node::key, Node::keyIs);
    }

    private static Node node(long id, PublicKey key) {
        return Node.fresh(NodeId.of(id), key, 1);
    }

    private static PublicKey key(long number) {
        return new PublicKey(number, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 0x0F00000000000003L})
    void itBehavesLikeAMapWhateverMeetsWhere(long mask) {
        Spread spread = new Spread();
        NodeIndex<PublicKey> index = index(key -> spread.of(key) & mask);
        Map<PublicKey, Node> model = new HashMap<>();
        Random random = new Random(mask);
        for (int step = 0; step < 6_000; step++) {
            PublicKey key = key(random.nextInt(300));
            if (random.nextInt(3) == 0) {
                assertSame(model.remove(key), index.remove(key));
            } else {
                Node node = node(1 + random.nextInt(1_000), key);
                assertSame(model.put(key, node), index.put(key, node));
            }
            PublicKey other = key(random.nextInt(300));
            assertSame(model.get(other), index.find(other));
        }
        assertEquals(Set.copyOf(model.values()), index.values().collect(Collectors.toSet()));
    }

    @Test
    void readersFindWhatIsThereWhileItGrowsAndShrinks() throws Exception {
        NodeIndex<PublicKey> index = index(new Spread()::of);
        Node steady = node(7, key(-7));
        index.put(steady.key(), steady);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> {
            long reads = 0;
            Random random = new Random(1);
            while (!done.get()) {
                assertSame(steady, index.find(key(-7)));
                PublicKey wanted = key(random.nextInt(50_000));
                Node found = index.find(wanted);
                if (found != null) {
                    assertEquals(wanted, found.key());
                }
                reads++;
            }
            return reads;
        });
        for (int i = 0; i < 50_000; i++) {
            index.put(key(i), node(100 + i, key(i)));
            if (i % 3 == 0) {
                index.remove(key(i / 2));
            }
        }
        done.set(true);
        reader.get(30, TimeUnit.SECONDS);
        assertNull(index.find(key(50_001)));
    }

    @Test
    void pagesHoldTheLowestAndTheHighestNumber() {
        NodePages pages = new NodePages();
        Node first = node(1, key(1));
        Node last = node(0xFFFF_FFFFL, key(2));
        assertNull(pages.find(last.id()));
        assertNull(pages.put(first.id(), first));
        assertNull(pages.put(last.id(), last));
        assertSame(first, pages.find(NodeId.of(1)));
        assertSame(last, pages.find(NodeId.of(0xFFFF_FFFFL)));
        assertEquals(Set.of(first, last), pages.values().collect(Collectors.toSet()));
        assertSame(last, pages.remove(last.id()));
        assertNull(pages.find(last.id()));
    }
}
