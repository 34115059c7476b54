package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetAuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit log}. */
@Command(name = "log", description = "Show audit entries, newest first.")
final class ShowLog extends Action {
    private static final int USUAL = 100;
    private static final int MOST_IN_A_REPLY = 1_000;

    @Option(names = "--network", paramLabel = "NETWORK", description = "Only of this network.")
    private NetworkId network = NetworkId.BACKBONE;

    @Option(names = "--about", paramLabel = "NODE", description = "Only about this node or by it.")
    private NodeId about = NodeId.NONE;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only with this action; * stands for anything, as in network.*")
    private String wanted = "";

    @Option(names = "--since", paramLabel = "TIME", description = "Only of this time or later, such as 2027-01-15T08:00:00Z.")
    private String since = "";

    @Option(names = "--until", paramLabel = "TIME", description = "Only before this time.")
    private String until = "";

    @Option(names = "--oldest-first", description = "Begin with the oldest.")
    private boolean oldestFirst;

    @Option(names = "--limit", paramLabel = "NUMBER", description = "How many at most (100).")
    private Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where next_cursor of the JSON form says.")
    private String cursor = "";

    @Override
    protected void perform() {
        if (limit != null && limit < 1) {
            throw usage("--limit is a number from 1 on");
        }
        list(GetAuditLog.TYPE, talk(this::pages), "entries", "timestamp", "action", "network_id", "node_id", "actor",
                "proof", "source", "outcome", "details");
    }

    /** A registry looks through so much at a time and then hands out a cursor, so there may be several replies. */
    private GetAuditLog.Ok pages(RegistryClient client) {
        int most = limit == null ? USUAL : limit;
        List<GetAuditLog.Entry> entries = new ArrayList<>();
        String next = cursor;
        GetAuditLog.Ok reply;
        do {
            reply = client.call(GetAuditLog.TYPE, question(next, most - entries.size()));
            entries.addAll(reply.entries());
            next = reply.nextCursor();
        } while (!next.isEmpty() && entries.size() < most);
        return new GetAuditLog.Ok(entries, next, reply.checkpoint());
    }

    private GetAuditLog question(String next, int rest) {
        OptionalDouble most = limit == null && rest == USUAL
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(rest, MOST_IN_A_REPLY));
        // More than R1 has in memory is asked of the durable trail.
        String order = oldestFirst ? "oldest" : limit != null && limit > MOST_IN_A_REPLY ? "newest" : "";
        return new GetAuditLog(network, most, about, wanted, since, until, order, next);
    }
}
