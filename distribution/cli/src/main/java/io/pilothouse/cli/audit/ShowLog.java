package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetAuditLog;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit log}. */
@Command(name = "log", description = "Show the newest audit entries.")
final class ShowLog extends Action {
    @Option(names = "--network", paramLabel = "NETWORK", description = "Only of this network.")
    private NetworkId network = NetworkId.BACKBONE;

    @Option(names = "--about", paramLabel = "NODE", description = "Only about this node.")
    private NodeId about = NodeId.NONE;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only with this action.")
    private String wanted = "";

    @Option(names = "--limit", paramLabel = "NUMBER", description = "How many at most.")
    private Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where next_cursor of the JSON form says.")
    private String cursor = "";

    @Override
    protected void perform() {
        OptionalDouble most = limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
        list(GetAuditLog.TYPE, new GetAuditLog(network, most, about, wanted, cursor), "entries", "timestamp", "action",
                "network_id", "node_id", "details");
    }
}
