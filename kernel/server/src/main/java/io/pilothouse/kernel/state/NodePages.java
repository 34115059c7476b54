package io.pilothouse.kernel.state;

import io.pilothouse.kernel.model.Node;
import io.pilothouse.protocol.NodeId;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The published identities by number. Threads: many readers, one writer. */
final class NodePages implements Table<NodeId, Node> {
    private final IdPages<AtomicReferenceArray<Node>> pages = new IdPages<>();

    @Override
    public Node find(NodeId key) {
        AtomicReferenceArray<Node> page = pages.find(key);
        return page == null ? null : page.get(IdPages.place(key));
    }

    @Override
    public Node put(NodeId key, Node value) {
        return pages.findOrMake(key, () -> new AtomicReferenceArray<>(IdPages.PAGE)).getAndSet(IdPages.place(key),
                value);
    }

    @Override
    public Node remove(NodeId key) {
        AtomicReferenceArray<Node> page = pages.find(key);
        return page == null ? null : page.getAndSet(IdPages.place(key), null);
    }

    @Override
    public void each(Consumer<Node> taker) {
        pages.each(page -> IdPages.each(page, taker));
    }

    @Override
    public Stream<Node> values() {
        return pages.pages().flatMap(IdPages::places);
    }
}
