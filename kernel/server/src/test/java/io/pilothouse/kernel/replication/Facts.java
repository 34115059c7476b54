package io.pilothouse.kernel.replication;

import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.Role;
import java.util.List;

/** Facts with whole-second times, so that R1's form holds them exactly. */
final class Facts {
    private Facts() {}

    static Node node(long id) {
        return Node.fresh(NodeId.of(id), new PublicKey(id, 2, 3, 4), Site.START);
    }

    static Change put(long id) {
        return new Change.NodePut(node(id));
    }

    static Change tagged(long id, String... tags) {
        return new Change.NodePut(node(id).with(edit -> edit.tags(List.of(tags))));
    }

    static Network team() {
        Network open = new Network(NetworkId.of(1), new NetworkName("team"), JoinRule.TOKEN, SealedSecret.NONE,
                SealedSecret.NONE, new NetworkPolicy(5, List.of(80), "d"), "", "{\"version\":1}", true, Site.START,
                false);
        return open.withTokens(Keys.SECRETS.seal("secret", open.tokenPurpose()),
                Keys.SECRETS.seal("admin", open.adminTokenPurpose()));
    }

    static Change member(long node, long order, Role role) {
        return new Change.MemberPut(new Membership(NetworkId.of(1), NodeId.of(node), order, role, List.of("x"),
                Site.START, NodeId.NONE));
    }
}
