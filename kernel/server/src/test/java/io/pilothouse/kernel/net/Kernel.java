package io.pilothouse.kernel.net;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.commit.RequestProcessor;
import io.pilothouse.kernel.commit.UnknownMessage;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.BeaconList;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.ListNodes;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.ReportTrust;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.ResolveHostname;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A kernel that knows node 1: it answers heartbeats at the time of {@code wire.md} 10, tells lookups apart by hostname
 * (node 77 has one of a million letters, node 666 is a defect), and answers {@code report_trust} on another thread. A network
 * has as many members as its number says.
 */
final class Kernel implements RequestProcessor, AutoCloseable {
    static final int LARGE = 1_000_000;

    final BlockingQueue<Source> sources = new LinkedBlockingQueue<>();
    final BlockingQueue<Consumer<Outcome>> held = new LinkedBlockingQueue<>();
    private final ExecutorService committer = Executors.newSingleThreadExecutor();
    volatile boolean hold;

    @Override
    public void process(Request request, Source source, Consumer<Outcome> outcome) {
        sources.add(source);
        switch (request.command()) {
            case Heartbeat heartbeat -> outcome.accept(new Outcome.Done(new Heartbeat.Ok(1_800_000_000L, false)));
            case Lookup lookup when lookup.node().value() == 666 -> throw new IllegalStateException("a defect");
            case Lookup lookup when lookup.node().value() == 9 -> outcome
                    .accept(new Outcome.Refused(Refusal.Code.NOT_FOUND, "node 9: node not found"));
            case Lookup lookup -> outcome.accept(new Outcome.Done(found(lookup.node())));
            case ResolveHostname secret -> outcome
                    .accept(new Outcome.Refused(Refusal.Code.FORBIDDEN, "resolve denied: secret"));
            case ReportTrust trust when hold -> held.add(outcome);
            case ReportTrust trust -> committer.execute(() -> outcome.accept(new Outcome.Done(nothing())));
            case ListNodes list -> outcome.accept(new Outcome.Done(members(list.network().value())));
            case BeaconList beacons -> outcome.accept(new Outcome.Done(nothing()));
            default -> outcome.accept(new Outcome.Refused(Refusal.Code.INTERNAL, "not in this test"));
        }
    }

    private static ListNodes.Ok members(int count) {
        return new ListNodes.Ok(IntStream.range(0, count).mapToObj(i -> new ListNodes.Member(NodeId.of(i + 1),
                "1:0001.0000.0001", Optional.of(new ListNodes.Live(true, OptionalLong.of(i), "2027-01-15T08:00:00Z",
                        "node-" + i, false, Optional.of("192.0.2.1:4000"), List.of("a", "é"), "", "v1.2.3")),
                "member", List.of())).toList());
    }

    static EmptyReply nothing() {
        return new EmptyReply();
    }

    private static Lookup.Ok found(NodeId node) {
        String name = node.value() == 77 ? "x".repeat(LARGE) : "n" + node;
        return new Lookup.Ok(node, "0:0000.0000.0001", List.of(NetworkId.BACKBONE), "", false, OptionalLong.empty(),
                name, List.of(), false, Optional.empty(), List.of(), "", "", OptionalLong.empty(),
                OptionalLong.empty(), false, Optional.empty());
    }

    @Override
    public Outcome unknown(UnknownMessage message) {
        return new Outcome.Refused(Refusal.Code.INVALID, "unknown message type: " + Quoted.text(message.type()));
    }

    @Override
    public void close() {
        committer.shutdownNow();
    }
}
