package io.pilothouse.kernel.command;

import io.pilothouse.kernel.command.admin.AdminHandlers;
import io.pilothouse.kernel.command.admin.Deliveries;
import io.pilothouse.kernel.command.admin.Offered;
import io.pilothouse.kernel.command.audit.AuditHandlers;
import io.pilothouse.kernel.command.audit.NoArchive;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.command.identity.IdentityHandlers;
import io.pilothouse.kernel.command.member.MemberHandlers;
import io.pilothouse.kernel.command.network.NetworkHandlers;
import io.pilothouse.kernel.command.policy.PolicyHandlers;
import io.pilothouse.kernel.command.provision.ProvisionHandlers;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A bench with the commands about networks and members, and with nodes 1, 2, 3 … that have golden keys 1, 2, 3 … */
public final class PeopledBench {
    /** What plugins offer here beyond what R1 takes in any case. */
    private static final Offered OFFERED = new Offered(kind -> new TreeSet<>(Set.of(switch (kind) {
        case WEBHOOK -> "soar";
        case AUDIT_EXPORT -> "acme-siem";
        case IDENTITY_PROVIDER, IDENTITY_WEBHOOK -> "badge";
    })));

    private PeopledBench() {}

    /** A bench with nodes 1 … n. */
    public static CommandBench of(int nodes) {
        RecentAudit trail = new RecentAudit();
        List<Handler<?>> all = new ArrayList<>();
        all.addAll(NetworkHandlers.handlers());
        all.addAll(MemberHandlers.handlers());
        all.addAll(PolicyHandlers.handlers());
        all.addAll(AuditHandlers.handlers(trail, new NoArchive()));
        all.addAll(AdminHandlers.handlers(trail, Deliveries.NONE, OFFERED));
        all.addAll(IdentityHandlers.handlers());
        all.addAll(ProvisionHandlers.handlers(OFFERED));
        CommandBench bench = new CommandBench(all).listen(trail::committed);
        for (int node = 1; node <= nodes; node++) {
            put(bench, Node.fresh(NodeId.of(node), GoldenKey.of(node).publicKey(), bench.now()));
        }
        return bench;
    }

    /** A bench with nodes 1 … n and the enterprise network 1, which node 1 owns. */
    public static CommandBench withNetwork(int nodes, String joinRule) {
        CommandBench bench = of(nodes);
        bench.admin("create_network", "node_id", 1, "name", "acme", "join_rule", joinRule, "enterprise", true,
                "network_admin_token", "acme-adm").accepted();
        return bench;
    }

    /** Makes an identity so. */
    public static void put(CommandBench bench, Node node) {
        bench.commit(Decision.reply(null, new Principal.Registry()).change(new Change.NodePut(node)));
    }

    /** Nodes join network 1 by themselves. */
    public static void join(CommandBench bench, int... nodes) {
        for (int node : nodes) {
            bench.signed(node, "join_network", "node_id", node, "network_id", 1).accepted();
        }
    }
}
